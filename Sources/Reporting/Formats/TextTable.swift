/// A table of text: what all writers of tables share.
package struct TextTable {
    struct Column {
        var title: String
        /// Numbers stand at the right.
        var isNumber = false
    }

    var columns: [Column]
    /// Each with one cell a column.
    package var rows: [[String]] = []

    package init(_ titles: [String], numbers: Set<Int> = []) {
        columns = titles.enumerated().map { Column(title: $1, isNumber: numbers.contains($0)) }
    }

    /// Two blanks between columns, none at the end of a line; where the width does not do, the widest column of text is
    /// shortened.
    package func aligned(_ style: TerminalStyle) -> [String] {
        let widths = widths(style.width)
        let heading = line(columns.map(\.title), widths)
        return [style.bold(heading)] + rows.map { line($0, widths) }
    }

    private func widths(_ limit: Int?) -> [Int] {
        var widths = columns.indices.map { index in
            ([columns[index].title] + rows.map { $0[index] }).map(TextWidth.columns).max() ?? 0
        }
        guard let limit else { return widths }
        let excess = widths.reduce(0, +) + 2 * (widths.count - 1) - limit
        let texts = columns.indices.filter { !columns[$0].isNumber }
        if excess > 0, let widest = texts.max(by: { widths[$0] < widths[$1] }) {
            widths[widest] = max(min(widths[widest], 12), widths[widest] - excess)
        }
        return widths
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        var line = ""
        for (index, cell) in cells.enumerated() {
            let text = TextWidth.shortened(cell, to: widths[index])
            let blanks = String(repeating: " ", count: max(0, widths[index] - TextWidth.columns(text)))
            let isLast = index == cells.count - 1
            if columns[index].isNumber {
                line += blanks + text
            } else {
                line += text + (isLast ? "" : blanks)
            }
            if !isLast { line += "  " }
        }
        while line.hasSuffix(" ") { line.removeLast() }
        return line
    }

    /// As GitHub's Markdown has tables.
    var markdown: [String] {
        func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
        let rule = columns.map { $0.isNumber ? "---:" : "---" }
        return [row(columns.map { Markdown.escaped($0.title) }), row(rule)]
            + rows.map { row($0.map(Markdown.escaped)) }
    }
}
