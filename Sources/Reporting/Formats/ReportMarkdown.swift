import Initramfs

/// The report as Markdown: `report.md`.
package enum ReportMarkdown {
    /// Lines with a line feed after each; every text is escaped, so that none can become markup.
    package static func text(_ original: ImageReport) -> String {
        let tables = ReportTables(report: original.printable)
        let report = tables.report
        var lines = ["# \(Markdown.escaped(report.name))", ""]
        if let description = report.description { lines += [Markdown.escaped(description), ""] }
        lines.append(
            "Base: \(Markdown.escaped(report.base.line)): \(Markdown.escaped(report.base.provenance))")
        lines += ["", "Written by kimage \(Markdown.escaped(report.kimageVersion)).", ""]
        lines += ["## Size", ""] + tables.parts.markdown
        if !report.images.isEmpty { lines += [""] + tables.images.markdown }
        if !report.largestDirectories.isEmpty { lines += [""] + tables.directories.markdown }
        if !report.largestFiles.isEmpty { lines += [""] + tables.files.markdown }
        if let ram = report.ram {
            lines += ["", "## RAM", "", Markdown.escaped(ReportTables.headline(ram)), ""]
            lines += tables.terms("To boot", ram.terms, total: ram.toBootMiB).markdown
            if !ram.inUseTerms.isEmpty {
                lines += [""] + tables.terms("In use", ram.inUseTerms, total: nil).markdown
            }
            if !ram.assumptions.isEmpty { lines.append("") }
            lines += ram.assumptions.map { "- Assumed: \(Markdown.escaped($0))" }
        }
        if let roots = report.roots {
            lines += ["", "## \(RootCostTable.title)", ""] + RootCostTable.table(roots).markdown + [""]
            lines += RootCostTable.notes(roots).map { "- \(Markdown.escaped($0))" }
        }
        if !report.budgets.isEmpty { lines += ["", "## Budgets", ""] + tables.budgets.markdown }
        lines += ["", "## Command line", ""] + Markdown.block(report.commandLine)
        if !report.notes.isEmpty { lines += ["", "## Notes", ""] }
        lines += report.notes.map { "- \(Markdown.escaped($0))" }
        return lines.joined(separator: "\n") + "\n"
    }
}
