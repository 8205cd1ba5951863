import Recipes

/// Where a configuration does not fit the schema of `ros config validate`.
struct RancherSchemaFault: Equatable {
    enum Kind: Equatable {
        case unknownKey(among: [String])
        case wrongType(expected: String)
        /// The second of two equal items of a list of texts.
        case repeated
        /// A key below the top that is a number, a truth value or empty: the validator crashes.
        case keyNotText
        /// NaN or infinity, which JSON does not have: the validator stops.
        case notJSON
    }

    var kind: Kind
    var path: String
    var node: CandiedNode
    var position: SourcePosition?
}
