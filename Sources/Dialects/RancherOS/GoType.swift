/// A Go type that RancherOS converts a configuration into.
indirect enum GoType: Sendable {
    case string
    case bool
    /// `int` and `int64`
    case integer
    case list(GoType)
    /// A map with texts as keys.
    case map(GoType)
    /// A struct: its fields by key. Keys that it does not have are skipped without a word.
    case record([String: GoType])
    /// A pointer to a struct that the loader follows without a look, so that an empty value crashes it.
    case pointer(GoType)
    /// A type that reads the value itself.
    case own(GoOwnType)

    /// The type in words, for messages.
    var described: String {
        switch self {
        case .string: "a text"
        case .bool: "true or false"
        case .integer: "a whole number"
        case .list(.string): "a list of texts"
        case .list(.list): "a list of lists of texts"
        case .list: "a list"
        case .map, .record: "a map"
        case .pointer(let inner): inner.described
        case .own(let type): type.described
        }
    }
}
