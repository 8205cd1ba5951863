extension NodeTable {
    /// This table laid over another one: tables are merged, arrays appended, other values replaced.
    ///
    /// Keys keep the other table's order; new ones follow. Every value keeps its own position.
    func merged(over base: NodeTable) -> NodeTable {
        var result = base
        for entry in entries {
            guard let below = result[entry.key] else {
                result.set(entry)
                continue
            }
            var merged = entry
            switch (below.node.value, entry.node.value) {
            case (.table(let old), .table(let new)): merged.node.value = .table(new.merged(over: old))
            case (.array(let old), .array(let new)): merged.node.value = .array(old + new)
            default: break
            }
            result.set(merged)
        }
        return result
    }
}
