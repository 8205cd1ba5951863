/// Several images side by side, in the order in which they were given.
package struct ReportComparison: Sendable {
    package let rows: [ComparisonRow]

    /// - Throws: `ReportFault.nothingToCompare` where there is no report.
    package init(_ reports: [ImageReport]) throws(ReportFault) {
        guard !reports.isEmpty else { throw .nothingToCompare }
        rows = reports.map { ComparisonRow($0.printable) }
    }

    /// For a terminal: sizes in MiB, and from the second image on the difference to the first.
    package func terminal(style: TerminalStyle = .plain) -> String {
        table.aligned(style).joined(separator: "\n") + "\n"
    }

    /// The same as a table of Markdown.
    package var markdown: String { table.markdown.joined(separator: "\n") + "\n" }

    /// Comma-separated values as RFC 4180 has them: a heading line, CRLF after each record.
    package var csv: String {
        let heading = ComparisonRow.CodingKeys.allCases.map(\.rawValue)
        return ([heading] + rows.map(\.cells)).map { $0.map(CSV.field).joined(separator: ",") + "\r\n" }
            .joined()
    }

    /// `{"schema": 1, "images": [...]}`.
    ///
    /// - Throws: `ReportFault.unwritable`.
    package func json() throws(ReportFault) -> String {
        try ReportJSON.encode(Document(schema: ImageReport.currentSchema, images: rows))
    }

    private struct Document: Encodable {
        var schema: Int
        var images: [ComparisonRow]
    }

    private var table: TextTable {
        let withDifference = rows.count > 1
        var titles = ["Image", "Base", "Download MiB"]
        if withDifference { titles.append("+/-") }
        titles.append("Unpacked MiB")
        if withDifference { titles.append("+/-") }
        titles += ["RAM to boot MiB", "RAM in use MiB", "Over budget"]
        var table = TextTable(titles, numbers: Set(2..<(titles.count - 1)))
        for (index, row) in rows.enumerated() {
            var cells = [row.name, "\(row.os) \(row.version)" + (row.standIn ? " [stand-in]" : "")]
            cells.append(Sizes.mib(row.downloadBytes))
            if withDifference { cells.append(difference(index, \.downloadBytes)) }
            cells.append(Sizes.mib(row.unpackedBytes))
            if withDifference { cells.append(difference(index, \.unpackedBytes)) }
            cells += [row.ramToBootMiB.map(String.init) ?? "-", row.ramInUseMiB.map(String.init) ?? "-"]
            cells.append(row.overBudget.isEmpty ? "-" : row.overBudget.joined(separator: " "))
            table.rows.append(cells)
        }
        return table
    }

    private func difference(_ index: Int, _ size: KeyPath<ComparisonRow, UInt64>) -> String {
        index == 0 ? "" : Sizes.difference(rows[index][keyPath: size], from: rows[0][keyPath: size])
    }
}
