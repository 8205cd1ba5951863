/// The comparison of roots as a table, the same for the terminal and for Markdown.
enum RootCostTable {
    static let title = "What another root would cost"
    /// For the terminal, where it stands in a line with nothing else.
    static let heading = title + ", in MiB"

    static func table(_ roots: RootComparison) -> TextTable {
        var table = TextTable(
            ["Root", "Loaded", "Later", "To boot", "In use", "Bare", "Remark"], numbers: [1, 2, 3, 4, 5])
        table.rows = roots.alternatives.map { row in
            let about = row.estimated.isEmpty ? "" : "~"
            func number(_ value: Int?) -> String { value.map { about + String($0) } ?? "-" }
            return [
                row.name, row.loadedBytes.map { about + Sizes.mib($0) } ?? "-", later(row, about: about),
                row.toBootMiB.map { (row.dependsOnCache ? "~" : about) + String($0) } ?? "-",
                number(row.inUseMiB), number(row.inUseBeforeUserSpaceMiB), remark(row),
            ]
        }
        return table
    }

    private static func later(_ row: RootAlternative, about: String) -> String {
        switch row.later {
        case nil: "-"
        case .nothing: "0.0"
        case .whole: row.laterBytes.map { about + Sizes.mib($0) } ?? "all"
        case .demand: row.laterBytes.map { "<=" + about + Sizes.mib($0) } ?? "as read"
        }
    }

    private static func remark(_ row: RootAlternative) -> String {
        var remarks = row.isChosen ? ["this image"] : []
        if let refusal = row.refusal { remarks.append("not possible: \(refusal.reason) (\(refusal.source))") }
        if let words = row.words { remarks.append("with \(words)") }
        return remarks.joined(separator: "; ")
    }

    /// What the signs of the table mean, as far as they are in it, and the comparison's own remarks.
    static func notes(_ roots: RootComparison) -> [String] {
        var notes = [
            "MiB. Loaded: kernel and initrd, by the boot loader. Later: what of the root comes over the network afterwards. "
                + "To boot: the least RAM that does. In use: RAM of the idle system; Bare: without its own processes."
        ]
        var facts: [String] = []
        for fact in roots.alternatives.flatMap(\.estimated) where !facts.contains(fact) { facts.append(fact) }
        if roots.alternatives.contains(where: \.dependsOnCache) {
            facts.append("the programs that must stay in the page cache")
        }
        if !facts.isEmpty {
            notes.append("~ is based on an estimate of: \(facts.joined(separator: ", ")).")
        }
        return notes + roots.remarks
    }
}
