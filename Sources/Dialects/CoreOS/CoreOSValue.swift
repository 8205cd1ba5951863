/// The value of a node as the validator's reflection sees it.
enum CoreOSValue: Equatable {
    /// An empty value (null), which Go's reflection calls invalid.
    case invalid
    case text([UInt8])
    case int(Int)
    case float(Double)
    case bool(Bool)
    case list
    case map

    init(_ scalar: CoreOSScalar) {
        self =
            switch scalar {
            case .null: .invalid
            case .bool(let value): .bool(value)
            case .int(let value): .int(value)
            case .float(let value): .float(value)
            case .text(let value): .text(value)
            }
    }

    /// As Go's `reflect.Value.String()`: the text of a text, the name of its type for anything else.
    var goString: [UInt8] {
        switch self {
        case .text(let bytes): bytes
        case .invalid: Array("<invalid Value>".utf8)
        case .int: Array("<int Value>".utf8)
        case .float: Array("<float64 Value>".utf8)
        case .bool: Array("<bool Value>".utf8)
        case .list: Array("<[]interface {} Value>".utf8)
        case .map: Array("<map[interface {}]interface {} Value>".utf8)
        }
    }

    /// The same as text, for messages.
    var string: String { String(decoding: goString, as: UTF8.self) }
}
