extension RootComparison {
    /// Comma-separated values as RFC 4180 has them, for programs: a heading line, CRLF after each record; what is not
    /// known is empty.
    package var csv: String {
        let heading = [
            "root", "chosen", "possible", "loaded_bytes", "later", "later_bytes", "to_boot_mib",
            "to_boot_depends_on_cache", "in_use_mib", "in_use_before_user_space_mib", "words", "estimated",
            "reason",
        ]
        let lines = [heading] + alternatives.map(Self.cells)
        return lines.map { $0.map(CSV.field).joined(separator: ",") + "\r\n" }.joined()
    }

    private static func cells(_ row: RootAlternative) -> [String] {
        func text(_ value: (some BinaryInteger)?) -> String { value.map { "\($0)" } ?? "" }
        var cells = [row.name, "\(row.isChosen)", "\(row.refusal == nil)"]
        cells += [text(row.loadedBytes), row.later?.rawValue ?? "", text(row.laterBytes)]
        cells += [text(row.toBootMiB), "\(row.dependsOnCache)"]
        cells += [text(row.inUseMiB), text(row.inUseBeforeUserSpaceMiB)]
        cells += [row.words ?? "", row.estimated.joined(separator: "; "), row.refusal?.reason ?? ""]
        return cells
    }

    /// The table alone, as Markdown.
    package var markdown: String { RootCostTable.table(self).markdown.joined(separator: "\n") + "\n" }

    /// The table alone, for a terminal.
    package func terminal(style: TerminalStyle = .plain) -> String {
        RootCostTable.table(self).aligned(style).joined(separator: "\n") + "\n"
    }
}
