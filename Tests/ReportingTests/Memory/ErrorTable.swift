import Glibc

/// Errors of the model by kernel, printed where `KIMAGE_MODEL_TABLE` is set.
struct ErrorTable {
    private var lines: [(group: String, id: String, measured: Int, model: Int)] = []

    mutating func add(_ group: String, _ id: String, measured: Int, model: Int) {
        lines.append((group, id, measured, model))
    }

    static func percent(_ measured: Int, _ model: Int) -> Double {
        100 * Double(abs(model - measured)) / Double(max(1, measured))
    }

    /// Prints each row and then, by group, the median and the worst error.
    func print(_ title: String, unit: String) {
        guard getenv("KIMAGE_MODEL_TABLE") != nil else { return }
        var text = "\n\(title): row, measured \(unit), model, error\n"
        for line in lines {
            text += "\(line.id)\t\(line.measured)\t\(line.model)\t\(line.model - line.measured)\n"
        }
        text += "| \(title) | rows | error \(unit) median / worst | lowest | % median / worst |\n"
        for group in Set(lines.map(\.group)).sorted() + [""] {
            let rows = lines.filter { group.isEmpty || $0.group == group }
            let errors = rows.map { abs($0.model - $0.measured) }.sorted()
            let percents = rows.map { Self.percent($0.measured, $0.model) }.sorted()
            let lowest = rows.map { $0.model - $0.measured }.min() ?? 0
            guard let worst = errors.last, let worstPercent = percents.last else { continue }
            text +=
                "| \(group.isEmpty ? "all" : group) | \(rows.count) | \(errors[errors.count / 2]) / \(worst) "
            text += "| \(lowest) | \(Self.two(percents[percents.count / 2])) / \(Self.two(worstPercent)) |\n"
        }
        Swift.print(text)
    }

    private static func two(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }
}
