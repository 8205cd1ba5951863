/// What a dialect allows in one place.
indirect enum Shape: Sendable {
    case string
    case bool
    case integer
    /// A list of strings.
    case strings
    /// A list of any values.
    case list
    /// A map with keys of the user's choice.
    case map
    /// A map of known keys.
    case object([String: Shape])
    /// A list of maps of known keys.
    case objects([String: Shape])

    /// The shape in words, for a message.
    var described: String {
        switch self {
        case .string: "a text"
        case .bool: "true or false"
        case .integer: "a whole number"
        case .strings: "a list of texts"
        case .list: "a list"
        case .map, .object: "a map"
        case .objects: "a list of maps"
        }
    }
}
