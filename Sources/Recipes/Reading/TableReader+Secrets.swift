extension TableReader {
    func boolean(_ key: Key) -> Bool? {
        value(key).flatMap { $0.reader.boolean($0.node) }
    }

    /// Where a secret lies. What stands there instead of a table is likely to be the secret, so no message quotes it.
    func secret(_ key: Key) -> Located<SecretSource>? {
        guard let (node, reader) = value(key) else { return nil }
        guard case .table(let table) = node.value else {
            findings.error(
                at: node.position,
                "\(reader.path): a secret is not written into a recipe, which is copied, committed and quoted in reports",
                hint: "write \(key.rawValue) = { env = \"NAME\" } or { file = \"PATH\" }")
            return nil
        }
        let inner = TableReader<SecretKey>(
            table, as: TableName(path: name.path(of: key.rawValue)), at: node.position, findings: findings)
        let variable = inner.text(.env).map { Located(SecretSource.environment($0.value), at: $0.position) }
        let file = inner.text(.file).map { Located(SecretSource.file($0.value), at: $0.position) }
        return variable ?? file
    }

    /// The tables below a table whose keys are free.
    func named<Inner: TableKeys>(
        _ key: Key, as keys: Inner.Type
    ) -> [(entry: NodeTable.Entry, reader: TableReader<Inner>)] {
        entries(key).compactMap { entry in
            let value = reader(of: entry, in: key)
            guard case .table(let table) = entry.node.value else {
                // As with a secret itself, what stands here instead may be one.
                findings.error(
                    at: entry.node.position, "\(value.path): expected a table",
                    hint: "for example \(key.rawValue) = \(key.rule.example)")
                return nil
            }
            return (
                entry,
                TableReader<Inner>(
                    table, as: TableName(path: value.path), at: entry.node.position, findings: findings)
            )
        }
    }

    /// The items of an array of strings and tables.
    func textsOrTables<Inner: TableKeys>(_ key: Key, as keys: Inner.Type) -> [TextOrTable<Inner>] {
        guard let (node, reader) = value(key) else { return [] }
        guard case .array(let items) = node.value else {
            reader.mismatch(node, expected: "an array of strings or tables")
            return []
        }
        return items.compactMap { item in
            switch item.value {
            case .table(let table):
                .table(
                    TableReader<Inner>(
                        table, as: TableName(path: name.path(of: key.rawValue), isElement: true),
                        at: item.position, findings: findings))
            default: reader.text(item).map(TextOrTable.text)
            }
        }
    }
}
