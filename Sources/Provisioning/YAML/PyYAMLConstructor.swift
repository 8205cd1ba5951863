import Recipes

/// Makes Python's values of nodes as PyYAML 6.0's SafeConstructor does: merge keys are carried out, of equal keys the
/// last wins, tags of other languages' types are refused.
package struct PyYAMLConstructor {
    /// Keys that a map has more than once, at their later places.
    package private(set) var repeated: [PyYAMLValue] = []

    package init() {}

    /// The value of a node that `YAMLReader` read with `duplicates: .keepAll`.
    package mutating func construct(_ node: YAMLNode) throws(PyYAMLFault) -> PyYAMLValue {
        switch node.content {
        case .scalar(let text, let plain):
            return PyYAMLValue(
                try PyYAMLTag.scalar(text, plain: plain, tag: node.tag, at: node.position), at: node.position)
        case .sequence(let items):
            return PyYAMLValue(try sequence(items, node), at: node.position)
        case .mapping(let pairs):
            return PyYAMLValue(try mapping(pairs, node), at: node.position)
        }
    }

    private mutating func sequence(
        _ items: [YAMLNode], _ node: YAMLNode
    ) throws(PyYAMLFault) -> PyYAMLValue.Content {
        switch node.tag {
        case nil, "!", "tag:yaml.org,2002:seq":
            var values: [PyYAMLValue] = []
            for item in items { values.append(try construct(item)) }
            return .list(values)
        case "tag:yaml.org,2002:omap", "tag:yaml.org,2002:pairs":
            for item in items where item.pairs?.count != 1 {
                throw PyYAMLFault(
                    position: item.position, message: "an ordered map consists of maps of one key",
                    isCrash: false)
            }
            return .list(items.map { PyYAMLValue(.other("a pair"), at: $0.position) })
        default: throw Self.unknownTag(node)
        }
    }

    private mutating func mapping(
        _ pairs: [YAMLPair], _ node: YAMLNode
    ) throws(PyYAMLFault) -> PyYAMLValue.Content {
        switch node.tag {
        case nil, "!", "tag:yaml.org,2002:map": return .map(try flatten(pairs, of: node))
        case "tag:yaml.org,2002:set":
            _ = try flatten(pairs, of: node)
            return .other("a set")
        default: throw Self.unknownTag(node)
        }
    }

    /// The pairs with what `<<` names before them, so that the map's own keys win.
    private mutating func flatten(
        _ pairs: [YAMLPair], of node: YAMLNode
    ) throws(PyYAMLFault) -> [PyYAMLPair] {
        var result = PyYAMLMapBuilder()
        for pair in pairs where pair.isMerge {
            for source in try Self.mergeSources(pair.value, of: node) {
                for merged in try flatten(source.pairs ?? [], of: source) { result.set(merged) }
            }
        }
        var own = PyYAMLMapBuilder()
        for pair in pairs where !pair.isMerge {
            let content: PyYAMLValue.Content =
                pair.isPlainKey && pair.key != "="
                ? try PyYAMLTag.scalar(pair.key, plain: true, tag: nil, at: pair.keyPosition)
                : .string(pair.key)
            let key = PyYAMLValue(content, at: pair.keyPosition)
            let entry = PyYAMLPair(key, try construct(pair.value))
            if own.set(entry) { repeated.append(key) }
            result.set(entry)
        }
        return result.pairs
    }

    /// The maps that a merge key names, the weakest first.
    private static func mergeSources(
        _ value: YAMLNode, of node: YAMLNode
    ) throws(PyYAMLFault) -> [YAMLNode] {
        switch value.content {
        case .mapping: return [value]
        case .sequence(let items):
            for item in items where item.pairs == nil {
                throw PyYAMLFault(
                    position: item.position, message: "\"<<\" needs a map or a list of maps", isCrash: false)
            }
            return items.reversed()
        case .scalar:
            throw PyYAMLFault(
                position: value.position ?? node.position, message: "\"<<\" needs a map or a list of maps",
                isCrash: false)
        }
    }

    private static func unknownTag(_ node: YAMLNode) -> PyYAMLFault {
        PyYAMLTag.unknown(node.tag ?? "", at: node.position)
    }
}

extension YAMLPair {
    /// True for the merge key of YAML 1.1.
    fileprivate var isMerge: Bool { isPlainKey && key == "<<" }
}
