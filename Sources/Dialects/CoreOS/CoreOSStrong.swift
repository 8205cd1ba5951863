import Provisioning

/// A value as the program's own structures hold it: what the node would carry out.
indirect enum CoreOSStrong: Equatable {
    case text([UInt8])
    case int(Int)
    case float(Double)
    case bool(Bool)
    case list([CoreOSStrong])
    case structure([String: CoreOSStrong])

    /// What a key that is absent holds.
    static func zero(_ type: CoreOSType) -> CoreOSStrong {
        switch type {
        case .string: .text([])
        case .int: .int(0)
        case .float: .float(0)
        case .bool: .bool(false)
        case .list: .list([])
        case .structure: .structure([:])
        }
    }

    /// The field of a structure.
    subscript(name: String) -> CoreOSStrong? {
        if case .structure(let fields) = self { fields[name] } else { nil }
    }

    /// The items of a list.
    var items: [CoreOSStrong] {
        if case .list(let items) = self { items } else { [] }
    }

    /// The value of a leaf; nil for a structure.
    var leaf: CoreOSValue? {
        switch self {
        case .text(let value): .text(value)
        case .int(let value): .int(value)
        case .float(let value): .float(value)
        case .bool(let value): .bool(value)
        case .list(let items): items.isEmpty ? .list : nil
        case .structure: nil
        }
    }

    /// Decodes a value over this one: lists of a key that is there twice are joined, a value of a wrong type
    /// leaves what was there. False where the value was not taken.
    mutating func decode(_ node: YAMLNode, as type: CoreOSType) throws(CoreOSYAMLFault) -> Bool {
        switch node.content {
        case .scalar(let text, _):
            return decode(try CoreOSScalar(node), text: text, tag: node.tag, as: type)
        case .sequence(let items):
            guard case .list(let item) = type else { return false }
            var list = self.items
            for node in items {
                var value = CoreOSStrong.zero(item)
                if try value.decode(node, as: item) { list.append(value) }
            }
            self = .list(list)
            return true
        case .mapping(let pairs):
            guard case .structure = type else { return false }
            try decode(pairs, as: type)
            return true
        }
    }

    private mutating func decode(_ pairs: [YAMLPair], as type: CoreOSType) throws(CoreOSYAMLFault) {
        for pair in pairs {
            if CoreOSMerging.isMerge(pair) {
                for map in try CoreOSMerging.maps(pair.value) { try decode(map, as: type) }
                continue
            }
            let name = String(pair.key.map { $0 == "-" ? "_" : $0 })
            guard let field = type.field(name), case .structure(var fields) = self else { continue }
            var value = fields[name] ?? .zero(field.type)
            _ = try value.decode(pair.value, as: field.type)
            fields[name] = value
            self = .structure(fields)
        }
    }

    private mutating func decode(
        _ scalar: CoreOSScalar, text: String, tag: String?, as type: CoreOSType
    ) -> Bool {
        switch (type, scalar) {
        case (_, .null): self = .zero(type)
        // A text keeps what was written: 0644 stays "0644". Only !!binary is decoded.
        case (.string, .text(let bytes)) where tag == "tag:yaml.org,2002:binary": self = .text(bytes)
        case (.string, _): self = .text(Array(text.utf8))
        case (.int, .int(let value)): self = .int(value)
        case (.int, .float(let value)):
            guard let whole = Int(exactly: value.rounded(.towardZero)) else { return false }
            self = .int(whole)
        case (.float, .int(let value)): self = .float(Double(value))
        case (.float, .float(let value)): self = .float(value)
        case (.bool, .bool(let value)): self = .bool(value)
        default: return false
        }
        return true
    }
}
