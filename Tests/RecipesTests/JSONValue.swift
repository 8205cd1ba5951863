import FoundationEssentials

@testable import Recipes

/// A value as TOMLKit writes it in JSON: the other opinion on what a text says.
indirect enum JSONValue: Decodable {
    case object([String: JSONValue])
    case array([JSONValue])
    case string(String)
    case integer(Int64)
    case number(Double)
    case boolean(Bool)

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let value = try? container.decode(Bool.self) {
            self = .boolean(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    /// Where this and a node differ; nil where they say the same.
    func difference(from node: Node, at path: String) -> String? {
        switch (self, node.value) {
        case (.object(let members), .table(let table)):
            guard members.count == table.entries.count else {
                return "\(path): \(members.keys) \(table.entries.map(\.key))"
            }
            for entry in table.entries {
                guard let member = members[entry.key] else { return "\(path): \(entry.key) is missing" }
                if let difference = member.difference(from: entry.node, at: "\(path)/\(entry.key)") {
                    return difference
                }
            }
            return nil
        case (.array(let items), .array(let nodes)):
            guard items.count == nodes.count else {
                return "\(path): \(items.count) items, not \(nodes.count)"
            }
            for (index, (item, node)) in zip(items, nodes).enumerated() {
                if let difference = item.difference(from: node, at: "\(path)/\(index)") { return difference }
            }
            return nil
        case (.string(let a), .string(let b)):
            return Array(a.utf8) == Array(b.utf8) ? nil : "\(path): \(a) \(b)"
        // toml++ writes its own normal form of a date.
        case (.string, .date): return nil
        case (.integer(let a), .integer(let b)): return a == b ? nil : "\(path): \(a) \(b)"
        case (.integer(let a), .float(let b)): return Double(a) == b ? nil : "\(path): \(a) \(b)"
        case (.number(let a), .float(let b)): return a == b ? nil : "\(path): \(a) \(b)"
        case (.boolean(let a), .boolean(let b)): return a == b ? nil : "\(path): \(a) \(b)"
        // Infinities and no-numbers are strings in toml++'s JSON.
        case (.string, .float(let b)): return b.isFinite ? "\(path): \(b)" : nil
        default: return "\(path): \(self) \(node.value)"
        }
    }
}
