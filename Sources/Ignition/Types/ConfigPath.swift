import Provisioning
import Recipes

/// Where in a configuration something is: `storage.files.0.path`.
struct ConfigPath: Sendable, Equatable, CustomStringConvertible {
    enum Step: Sendable, Equatable {
        case name(String)
        case index(Int)
    }

    private(set) var steps: [Step] = []

    static func + (path: ConfigPath, name: String) -> ConfigPath {
        var result = path
        result.steps.append(.name(name))
        return result
    }

    static func + (path: ConfigPath, index: Int) -> ConfigPath {
        var result = path
        result.steps.append(.index(index))
        return result
    }

    /// As Ignition writes it, without its `$.`.
    var description: String {
        steps.map { step in
            switch step {
            case .name(let name): name
            case .index(let index): String(index)
            }
        }.joined(separator: ".")
    }

    /// The place of the value, or of the nearest value around it that the text has.
    func position(in root: JSONNode) -> SourcePosition? {
        var node = root
        for step in steps {
            switch step {
            case .name(let name):
                guard let inner = node[name] ?? Self.folded(name, in: node) else { return node.position }
                node = inner
            case .index(let index):
                guard let items = node.items, items.indices.contains(index) else { return node.position }
                node = items[index]
            }
        }
        return node.position
    }

    private static func folded(_ name: String, in node: JSONNode) -> JSONNode? {
        node.members?.last { $0.name.lowercased() == name.lowercased() }?.value
    }
}
