import Initramfs

/// The report for a terminal.
package enum ReportTable {
    /// Lines with a line feed after each. Every text of foreign origin is escaped.
    package static func text(_ original: ImageReport, style: TerminalStyle = .plain) -> String {
        let tables = ReportTables(report: original.printable)
        let report = tables.report
        var lines = [style.bold(report.name) + (report.description.map { ": \($0)" } ?? "")]
        lines += paragraph("\(report.base.line): \(report.base.provenance)", style)
        lines += [""] + tables.parts.aligned(style)
        if !report.images.isEmpty { lines += [""] + tables.images.aligned(style) }
        if !report.largestDirectories.isEmpty { lines += [""] + tables.directories.aligned(style) }
        if !report.largestFiles.isEmpty { lines += [""] + tables.files.aligned(style) }
        if let ram = report.ram {
            lines += [""] + paragraph(ReportTables.headline(ram), style)
            lines += tables.terms("To boot", ram.terms, total: ram.toBootMiB).aligned(style)
            if !ram.inUseTerms.isEmpty {
                lines += [""] + tables.terms("In use", ram.inUseTerms, total: nil).aligned(style)
            }
            for text in ram.assumptions { lines += paragraph("Assumed: \(text)", style) }
        }
        if let roots = report.roots {
            lines += ["", style.bold(RootCostTable.heading)] + RootCostTable.table(roots).aligned(style)
            for text in RootCostTable.notes(roots) { lines += paragraph(text, style) }
        }
        if !report.budgets.isEmpty {
            lines.append("")
            for budget in report.budgets {
                let label = budget.over ? "over budget:" : "budget:"
                var text = paragraph("\(label) \(budget.summary)", style)
                if budget.over { text[0] = style.alarm(label) + text[0].dropFirst(label.count) }
                lines += text
            }
        }
        if !report.notes.isEmpty { lines.append("") }
        for note in report.notes { lines += paragraph("Note: \(note)", style) }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func paragraph(_ text: String, _ style: TerminalStyle) -> [String] {
        guard let width = style.width else { return [text] }
        return TextWidth.wrapped(text, to: max(20, width))
    }
}
