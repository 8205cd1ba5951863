import Provisioning

/// What ct's YAML package (ajeddeloh/yaml, a fork of go-yaml v2) makes of a scalar for a wanted type.
enum LegacyScalar {
    static func value(
        _ node: YAMLNode, _ shape: ButaneShape
    ) throws(ButaneScalar.Fault) -> ButaneNode.Content? {
        guard let value = GoYAML.value(of: node) else { return nil }
        if case .mistagged(let tag, _) = value {
            throw ButaneScalar.Fault(message: "cannot decode `\(node.text ?? "")` as a \(tag)")
        }
        switch (shape, value) {
        case (.text, .binary): return try ButaneScalar.text(node).map { .text($0) }
        case (.text, _): return .text(node.text ?? "")
        case (.whole, .int(let value)): return .whole(Int(value))
        case (.whole, .float(let value)):
            return Int(exactly: value.rounded(.towardZero)).map { .whole($0) }
        case (.flag, .bool(let value)): return .flag(value)
        default: return nil
        }
    }
}
