/// Agreement of the dialect with the programs that others wrote, a line a program.
struct RancherOSAgreementTable {
    var rows: [RancherOSAgreementRow]
    /// Why the dialect differs on purpose, by `program | file`.
    var reasons: [String: String]

    /// Programs in the order of their first row, with rows and agreeing rows.
    var programs: [(name: String, rows: Int, agree: Int)] {
        var order: [String] = []
        var counts: [String: (rows: Int, agree: Int)] = [:]
        for row in rows {
            if counts[row.program] == nil { order.append(row.program) }
            counts[row.program, default: (0, 0)].rows += 1
            if row.agrees { counts[row.program, default: (0, 0)].agree += 1 }
        }
        return order.map { ($0, counts[$0]?.rows ?? 0, counts[$0]?.agree ?? 0) }
    }

    /// Rows that differ without a reason.
    var unexplained: [RancherOSAgreementRow] { rows.filter { !$0.agrees && reasons[$0.key] == nil } }

    /// Reasons for rows that agree or do not exist.
    var needless: [String] {
        let differing = Set(rows.filter { !$0.agrees }.map(\.key))
        return reasons.keys.filter { !differing.contains($0) }.sorted()
    }

    var text: String {
        let width = programs.map(\.name.count).max() ?? 0
        var lines = [pad("program", width) + "   rows  agree  percent"]
        for program in programs + [("all", rows.count, rows.filter(\.agrees).count)] {
            let share = program.rows == 0 ? 0 : program.agree * 1000 / program.rows
            lines.append(
                pad(program.name, width) + right(program.rows, 7) + right(program.agree, 7)
                    + right("\(share / 10).\(share % 10)", 9))
        }
        for row in rows where !row.agrees {
            lines.append(
                "differs: \(row.key): really \(row.real.word), here \(row.predicted.word) \(row.rules): "
                    + (reasons[row.key] ?? "no reason is known"))
        }
        return lines.joined(separator: "\n")
    }

    private func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private func right(_ value: some CustomStringConvertible, _ width: Int) -> String {
        let text = value.description
        return String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
