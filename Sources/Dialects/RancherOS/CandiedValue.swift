/// What the YAML library of RancherOS (candiedyaml, a Go port of libyaml) makes of a value when no type is asked for.
indirect enum CandiedValue: Equatable {
    case null
    case bool(Bool)
    case int(Int64)
    case float(Double)
    /// A timestamp, in the form in which the library writes it again.
    case time(String)
    case string(String)
    /// `!!binary`
    case bytes([UInt8])
    case list([CandiedNode])
    case map([CandiedPair])

    /// JSON's name of the type, as the schema's messages have it.
    var jsonType: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .int: "integer"
        case .float(let value): CandiedText.isInteger(value) ? "integer" : "number"
        case .time, .string, .bytes: "string"
        case .list: "array"
        case .map: "object"
        }
    }
}
