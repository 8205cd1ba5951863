import Provisioning
import Recipes

/// Makes the tree of values of which types are guessed: what the validator calls the weak nodes.
struct CoreOSWeakReader {
    let lines: CoreOSLines

    /// The tree; anything but a map at the top gives an empty one, as in the program.
    func root(_ node: YAMLNode?) throws(CoreOSYAMLFault) -> CoreOSNode {
        var root = CoreOSNode(name: "", line: 0, position: node?.position, value: .map)
        guard let node else { return root }
        if let pairs = node.pairs {
            root.children = try children(pairs, from: 0)
        }
        return root
    }

    /// The keys of a map: a later one replaces an earlier one at its place.
    private func entries(
        _ pairs: [YAMLPair]
    ) throws(CoreOSYAMLFault) -> [(name: String, pair: YAMLPair)] {
        var entries: [(name: String, pair: YAMLPair)] = []
        var indices: [String: Int] = [:]
        func add(_ name: String, _ pair: YAMLPair) {
            if let index = indices[name] {
                entries[index].pair = pair
            } else {
                indices[name] = entries.count
                entries.append((name, pair))
            }
        }
        for pair in pairs {
            if CoreOSMerging.isMerge(pair) {
                for map in try CoreOSMerging.maps(pair.value) {
                    for entry in try self.entries(map) { add(entry.name, entry.pair) }
                }
            } else {
                add(Self.name(pair), pair)
            }
        }
        return entries
    }

    private func children(_ pairs: [YAMLPair], from start: Int) throws(CoreOSYAMLFault) -> [CoreOSNode] {
        var children: [CoreOSNode] = []
        for entry in try entries(pairs) {
            let found = lines.find(entry.name, from: start)
            let child = CoreOSNode(
                name: String(entry.name.map { $0 == "-" ? "_" : $0 }), line: found.map { $0 + 1 } ?? 0,
                position: entry.pair.keyPosition ?? entry.pair.value.position)
            children.append(try fill(child, entry.pair.value, from: found ?? lines.end))
        }
        return children
    }

    private func fill(
        _ node: CoreOSNode, _ source: YAMLNode, from start: Int
    ) throws(CoreOSYAMLFault) -> CoreOSNode {
        var node = node
        switch source.content {
        case .scalar: node.value = CoreOSValue(try CoreOSScalar(source))
        case .mapping(let pairs):
            node.value = .map
            node.children = try children(pairs, from: start)
        case .sequence(let items):
            node.value = .list
            var line = start
            for (index, item) in items.enumerated() {
                let found = lines.findItem(from: line)
                line = found ?? lines.end
                let child = CoreOSNode(
                    name: "\(node.name)[\(index)]", line: found.map { $0 + 1 } ?? 0,
                    position: item.position ?? node.position)
                node.children.append(try fill(child, item, from: line))
                line += 1
            }
        }
        return node
    }

    /// A key as Go's `%s` prints it: what is no text shows its type.
    private static func name(_ pair: YAMLPair) -> String {
        switch CoreOSScalar(GoYAML.value(ofKey: pair), text: pair.key) {
        case .text: pair.key
        case .null: "%!s(<nil>)"
        case .bool(let value): "%!s(bool=\(value))"
        case .int(let value): "%!s(int=\(value))"
        case .float(let value): "%!s(float64=\(value))"
        }
    }
}
