import Provisioning
import Recipes

/// Fills objects from JSON as Go's encoding/json does: names match without regard to capitals, a later value
/// of a name is laid over an earlier one, `null` leaves things as they are, and a value of a wrong type is an
/// error.
struct ConfigDecoder {
    private let table: TypeTable
    /// What has a wrong type, with its path and what was wanted.
    private(set) var mismatches: [Mismatch] = []

    struct Mismatch {
        var path: ConfigPath
        var node: JSONNode
        var wanted: FieldShape
    }

    init(_ table: TypeTable) {
        self.table = table
    }

    /// The whole configuration.
    mutating func config(_ root: JSONNode) -> ConfigObject {
        var object = ConfigObject(.config)
        if let members = root.members {
            fill(&object, members, at: ConfigPath())
        } else if !root.isNull {
            mismatches.append(Mismatch(path: ConfigPath(), node: root, wanted: .object(.config)))
        }
        return object
    }

    private mutating func fill(_ object: inout ConfigObject, _ members: [JSONMember], at path: ConfigPath) {
        for member in members {
            guard let field = table.field(object.type, named: member.name) else { continue }
            let old = object.values[field.name]
            object.values[field.name] = value(
                member.value, field, old: old, at: path + field.name)
        }
    }

    private mutating func value(
        _ node: JSONNode, _ field: TypeField, old: ConfigValue?, at path: ConfigPath
    ) -> ConfigValue? {
        guard node.isNull else { return value(node, field.shape, old: old, at: path) ?? old }
        switch field.shape {
        case .list: return nil
        case .object: return field.isOptional ? nil : old ?? empty(field.shape)
        // Whether a field is a pointer matters only where it was given before.
        default: return isPointer(field) ? nil : old
        }
    }

    /// nil where the type is wrong.
    private mutating func value(
        _ node: JSONNode, _ shape: FieldShape, old: ConfigValue?, at path: ConfigPath
    ) -> ConfigValue? {
        switch (shape, node.content) {
        case (.text, .string(let text)):
            return .text(text)
        case (.flag, .bool(let flag)):
            return .flag(flag)
        case (.whole, .number), (.natural, .number):
            if let number = node.integer, shape == .whole || number >= 0 { return .whole(number) }
        case (.object(let type), .object(let members)):
            var object = ConfigObject(type)
            if case .object(let known)? = old { object = known }
            fill(&object, members, at: path)
            return .object(object)
        case (.list(let element), .array(let items)):
            var known: [ConfigValue] = []
            if case .list(let list)? = old { known = list }
            var values: [ConfigValue] = []
            for (index, item) in items.enumerated() {
                // A list that is given twice is filled over its old elements.
                let before = known.indices.contains(index) ? known[index] : nil
                if item.isNull {
                    values.append(before ?? empty(element))
                } else {
                    values.append(value(item, element, old: before, at: path + index) ?? empty(element))
                }
            }
            return .list(values)
        default:
            break
        }
        mismatches.append(Mismatch(path: path, node: node, wanted: shape))
        return nil
    }

    /// Whether Go's type for a plain value can be absent; `null` takes such a value back.
    private func isPointer(_ field: TypeField) -> Bool {
        table.version.major == 3 && !["path", "name", "number", "url", "version"].contains(field.name)
    }

    private func empty(_ shape: FieldShape) -> ConfigValue {
        switch shape {
        case .text: .text("")
        case .flag: .flag(false)
        case .whole, .natural: .whole(0)
        case .object(let type): .object(ConfigObject(type))
        case .list: .list([])
        }
    }
}
