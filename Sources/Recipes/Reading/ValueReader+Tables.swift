extension ValueReader {
    /// A table with known keys.
    func table(_ node: Node) -> NodeTable? {
        if case .table(let table) = node.value { return table }
        var hint: String?
        if case .array(let items) = node.value, case .table? = items.first?.value {
            hint = "write [\(path)], once"
        }
        mismatch(node, expected: "a table", hint: hint)
        return nil
    }

    /// The elements of an array of tables.
    func tables(_ node: Node) -> [(table: NodeTable, position: SourcePosition)] {
        guard case .array(let items) = node.value else {
            var hint: String?
            if case .table = node.value { hint = "write [[\(path)]]" }
            mismatch(node, expected: "an array of tables", hint: hint)
            return []
        }
        return items.compactMap { item in
            guard case .table(let table) = item.value else {
                mismatch(item, expected: "a table", hint: "write [[\(path)]]")
                return nil
            }
            return (table, item.position)
        }
    }

    /// The entries of a table whose keys are free.
    func entries(_ node: Node) -> [NodeTable.Entry] {
        if case .table(let table) = node.value { return table.entries }
        mismatch(node, expected: "a table")
        return []
    }

    /// Refuses a table where a value should be: an unquoted key with dots in it makes one.
    func isDotted(_ node: Node) -> Bool {
        guard case .table = node.value else { return false }
        mismatch(node, expected: "a value", hint: "a key with dots goes in quotes: \(rule.example)")
        return true
    }
}
