import Recipes

/// The user's configuration as one map, merged from everything the recipe names.
package struct CloudConfig: Sendable, Equatable {
    /// The top-level keys in the order in which they first appeared.
    package var pairs: [YAMLPair] = []

    package init(pairs: [YAMLPair] = []) {
        self.pairs = pairs
    }

    package subscript(key: String) -> YAMLNode? {
        pairs.first { $0.key == key }?.value
    }

    /// The whole as a node.
    package var node: YAMLNode { YAMLNode(.mapping(pairs)) }

    /// Lays `other` over this: maps merge deep, lists are joined, a later scalar replaces an earlier one.
    ///
    /// RancherOS replaces lists when it merges its own files, so what is merged here loses nothing there.
    package mutating func merge(_ other: [YAMLPair]) {
        pairs = Self.merged(pairs, other)
    }

    /// Sets a value below a path of keys, making maps on the way; the last key's old value is merged with it.
    package mutating func set(_ path: [String], _ value: YAMLNode) {
        var node = value
        for key in path.reversed() { node = YAMLNode(.mapping([YAMLPair(key, node)])) }
        if let pairs = node.pairs { merge(pairs) }
    }

    private static func merged(_ base: [YAMLPair], _ other: [YAMLPair]) -> [YAMLPair] {
        var result = base
        for pair in other {
            if let index = result.firstIndex(where: { $0.key == pair.key }) {
                result[index].value = merged(result[index].value, pair.value)
            } else {
                result.append(pair)
            }
        }
        return result
    }

    private static func merged(_ base: YAMLNode, _ other: YAMLNode) -> YAMLNode {
        switch (base.content, other.content) {
        case (.mapping(let one), .mapping(let two)):
            YAMLNode(.mapping(merged(one, two)), at: other.position ?? base.position)
        case (.sequence(let one), .sequence(let two)):
            YAMLNode(.sequence(one + two), at: base.position)
        default:
            other
        }
    }
}
