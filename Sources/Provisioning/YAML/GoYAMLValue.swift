/// What a Go program finds in a YAML scalar when no type is asked for.
package enum GoYAMLValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case int(Int64)
    case float(Double)
    case string(String)
    /// `!!binary`, decoded to bytes by the reader; the text is still base64 here.
    case binary(String)
    /// The plain key `<<`, which merges a map.
    case merge
    /// The explicit tag does not fit the text (`!!int x`): the whole document is refused.
    case mistagged(tag: String, found: String)

    /// The kind in Go's words, for messages: `bool`, `int`, `string`.
    package var kind: String {
        switch self {
        case .null: "null"
        case .bool: "bool"
        case .int: "int"
        case .float: "float"
        case .string, .merge: "string"
        case .binary: "binary"
        case .mistagged(_, let found): found
        }
    }
}
