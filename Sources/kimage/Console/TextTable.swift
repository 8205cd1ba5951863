/// Columns of text, aligned with blanks.
struct TextTable {
    /// True for columns of numbers, which end at the same place.
    private let alignsRight: [Bool]
    private var rows: [[String]]

    init(_ header: [String], alignsRight: Set<Int> = []) {
        self.alignsRight = header.indices.map(alignsRight.contains)
        rows = [header]
    }

    mutating func add(_ row: [String]) {
        rows.append(row)
    }

    /// One line a row, without blanks at its end.
    var text: String {
        let widths = alignsRight.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        let lines = rows.map { row in
            let cells = row.enumerated().map { column, cell in
                let gap = String(repeating: " ", count: max(0, widths[column] - cell.count))
                return alignsRight[column] ? gap + cell : cell + gap
            }
            let line = cells.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
