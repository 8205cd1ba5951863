/// Reads one table by its keys: every finding goes to `Findings`, and what is wrong reads as absent.
struct TableReader<Key: TableKeys> {
    let name: TableName
    /// Where the table begins.
    let position: SourcePosition
    let findings: Findings
    private let table: NodeTable

    /// Checks the keys: unknown ones, missing ones, and those that exclude one another.
    init(_ table: NodeTable, as name: TableName, at position: SourcePosition, findings: Findings) {
        self.table = table
        self.name = name
        self.position = position
        self.findings = findings
        checkNames()
        checkPresence()
    }

    private func checkNames() {
        let known = Key.rules.map(\.name)
        for entry in table.entries where Key(rawValue: entry.key) == nil {
            if Key.unsupported.contains(entry.key) {
                findings.error(
                    at: entry.keyPosition, "\(name.path(of: entry.key)) is not supported yet by this version",
                    hint: "take it out")
                continue
            }
            findings.error(
                at: entry.keyPosition, "\(name.heading) has no key \(Quoting.quoted(entry.key))",
                hint: findings.isFull ? nil : Self.hint(for: entry.key, known: known))
        }
    }

    private static func hint(for key: String, known: [String]) -> String? {
        // A word of any length would cost its product with that of each key.
        guard key.utf8.count <= 64 else { return nil }
        if let nearest = Spelling.nearest(key, among: known) { return "did you mean \"\(nearest)\"?" }
        let homes = KeyHomes.headings(of: key)
        if homes == [.top] { return "it belongs to the top of the recipe, above the first [table]" }
        if !homes.isEmpty { return "it belongs to \(homes.map(\.heading).joined(separator: " or "))" }
        return "its keys are \(known.joined(separator: ", "))"
    }

    private func checkPresence() {
        guard findings.knowsEverything else { return }
        for (key, rule) in Key.rules where rule.isRequired && table[key] == nil {
            findings.error(
                at: position, "\(name.heading) needs the key \"\(key)\"",
                hint: "for example \(key) = \(rule.example)")
        }
        for group in Key.choices {
            let given = group.compactMap { table[$0] }
            let names = group.map { "\"\($0)\"" }
            if given.isEmpty {
                findings.error(
                    at: position, "\(name.heading) needs one of \(names.joined(separator: " and "))")
            } else if given.count > 1 {
                let last = given.map(\.keyPosition).max { ($0.line, $0.column) < ($1.line, $1.column) }
                findings.error(
                    at: last, "\(name.heading) has both \(names.joined(separator: " and "))",
                    hint: "keep one of them")
            }
        }
    }

    /// Whether the key is there, good or bad.
    func has(_ key: Key) -> Bool { table[key.rawValue] != nil }

    /// Where the key stands; the table's place where it does not.
    func keyPosition(_ key: Key) -> SourcePosition { table[key.rawValue]?.keyPosition ?? position }

    func value(_ key: Key) -> (node: Node, reader: ValueReader)? {
        table[key.rawValue].map {
            (
                $0.node,
                ValueReader(
                    findings: findings, path: name.path(of: key.rawValue), key: key.rawValue, rule: key.rule)
            )
        }
    }

    /// A string or one of some words.
    func text(_ key: Key) -> Located<String>? {
        value(key).flatMap { $0.reader.text($0.node) }
    }

    /// An array of strings, or one string where the rule allows that; nil where the key is absent.
    func texts(_ key: Key) -> [Located<String>]? {
        value(key).map { $0.reader.texts($0.node) }
    }

    func integer(_ key: Key) -> Located<Int>? {
        value(key).flatMap { $0.reader.integer($0.node) }
    }

    func mode(_ key: Key) -> UInt32? {
        value(key).flatMap { $0.reader.mode($0.node) }
    }

    func owner(_ key: Key) -> Owner? {
        value(key).flatMap { $0.reader.owner($0.node) }
    }

    func size(_ key: Key) -> Located<UInt64>? {
        value(key).flatMap { $0.reader.size($0.node) }
    }

    func seconds(_ key: Key) -> Int? {
        value(key).flatMap { $0.reader.seconds($0.node) }
    }

    /// The entries of a table whose keys are free.
    func entries(_ key: Key) -> [NodeTable.Entry] {
        value(key).map { $0.reader.entries($0.node) } ?? []
    }

    /// The reader of an entry's value under the rule of its table.
    func reader(of entry: NodeTable.Entry, in key: Key) -> ValueReader {
        ValueReader(
            findings: findings, path: "\(name.path(of: key.rawValue)).\(Quoting.quoted(entry.key))",
            key: Quoting.quoted(entry.key), rule: key.rule)
    }

    /// The table below the key.
    func table<Inner: TableKeys>(_ key: Key, as keys: Inner.Type) -> TableReader<Inner>? {
        guard let (node, reader) = value(key), let inner = reader.table(node) else { return nil }
        return TableReader<Inner>(
            inner, as: TableName(path: name.path(of: key.rawValue)), at: node.position, findings: findings)
    }

    /// The elements of the `[[…]]` below the key.
    func tables<Inner: TableKeys>(_ key: Key, as keys: Inner.Type) -> [TableReader<Inner>] {
        guard let (node, reader) = value(key) else { return [] }
        return reader.tables(node).map { element in
            TableReader<Inner>(
                element.table, as: TableName(path: name.path(of: key.rawValue), isElement: true),
                at: element.position, findings: findings)
        }
    }
}
