import Provisioning

/// Carries out the merge keys of YAML 1.1, so that a map can be written without them.
enum MergeKeys {
    /// The pairs with what `<<` names before them; a map's own keys win, of several sources the first.
    static func resolved(_ pairs: [YAMLPair]) -> [YAMLPair] {
        guard pairs.contains(where: isMerge) else { return pairs }
        var result: [YAMLPair] = []
        func set(_ pair: YAMLPair) {
            if let index = result.firstIndex(where: { $0.key == pair.key }) {
                result[index] = pair
            } else {
                result.append(pair)
            }
        }
        for pair in pairs where isMerge(pair) {
            for source in (pair.value.items ?? [pair.value]).reversed() {
                for merged in resolved(source.pairs ?? []) { set(merged) }
            }
        }
        for pair in pairs where !isMerge(pair) { set(pair) }
        return result
    }

    private static func isMerge(_ pair: YAMLPair) -> Bool { pair.key == "<<" && pair.isPlainKey }
}
