import Encodings
import Provisioning

/// A scalar as coreos-cloudinit's YAML package reads it (coreos/yaml, a fork of go-yaml of 2014), decoded.
enum CoreOSScalar: Equatable {
    case null
    case bool(Bool)
    case int(Int)
    case float(Double)
    /// Bytes, since `!!binary` may hold any.
    case text([UInt8])

    /// - Throws: `CoreOSYAMLFault` where an explicit tag does not fit, as the package's `fail`.
    init(_ node: YAMLNode) throws(CoreOSYAMLFault) {
        let text = node.text ?? ""
        switch GoYAML.value(of: node) {
        case .binary(let code):
            guard let bytes = Base64.decode(code.utf8, ignoring: .lineEnds) else {
                throw CoreOSYAMLFault(message: "!!binary value contains invalid base64 data")
            }
            self = .text(bytes)
        case .mistagged(let tag, let found):
            let kind = found == "string" ? "str" : found
            throw CoreOSYAMLFault(message: "cannot decode !!\(kind) `\(text)` as a \(tag)")
        case let value: self.init(value ?? .null, text: text)
        }
    }

    init(_ value: GoYAMLValue, text: String) {
        self =
            switch value {
            case .null: .null
            case .bool(let value): .bool(value)
            case .int(let value): .int(Int(value))
            case .float(let value): .float(value)
            case .string, .merge, .binary, .mistagged: .text(Array(text.utf8))
            }
    }
}
