import Recipes

/// Where a configuration does not fit the Go types it is converted into.
struct GoFault: Equatable {
    enum Kind: Equatable {
        /// An error: the whole file is dropped.
        case wrongType(expected: String)
        /// An empty text for a number: the program reads the first byte of nothing and crashes.
        case emptyNumber
        /// A service without a value: a pointer to nothing, followed while the configuration is loaded.
        case emptyService
        /// A command that cannot be split into words.
        case commandSyntax(String)
        /// A key that the struct does not have: skipped without a word.
        case unknownKey(among: [String])
        /// A key that fits a field but for its case: the schema refuses it, the loader takes it.
        case otherCase(String)
    }

    var kind: Kind
    /// `rancher.services.web.command`
    var path: String
    var node: CandiedNode
    var position: SourcePosition?
}
