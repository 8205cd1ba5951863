/// What the JSON schema within `ros` allows in one place.
indirect enum RancherSchema: Sendable {
    case string
    case boolean
    case booleanOrNull
    case integer
    /// A map of any keys and values.
    case anyObject
    /// A list of any values.
    case anyArray
    /// `list_of_strings`: strings only, each once.
    case strings
    /// A map of these keys only.
    case object([String: RancherSchema])
    /// A list whose items are such.
    case array(RancherSchema)

    /// The type in JSON's words.
    var jsonType: String {
        switch self {
        case .string: "string"
        case .boolean, .booleanOrNull: "boolean"
        case .integer: "integer"
        case .anyObject, .object: "object"
        case .anyArray, .strings, .array: "array"
        }
    }

    /// The type in our words.
    var described: String {
        switch self {
        case .string: "a text"
        case .boolean, .booleanOrNull: "true or false"
        case .integer: "a whole number"
        case .anyObject, .object: "a map"
        case .anyArray: "a list"
        case .strings: "a list of texts"
        case .array: "a list of maps"
        }
    }
}
