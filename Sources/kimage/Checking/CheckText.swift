import Recipes

/// Findings for people: one line each, and a line for each file and system where there are several.
enum CheckText {
    static func render(_ reports: [CheckReport]) -> String {
        var lines: [String] = []
        for report in reports {
            for item in report.diagnostics { lines.append(item.description) }
            if reports.count > 1 {
                lines.append("\(report.file): \(report.system) (\(report.title)): \(summary(report))")
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func summary(_ report: CheckReport) -> String {
        let errors = report.diagnostics.filter { $0.severity == .error }.count
        let warnings = report.diagnostics.count - errors
        if errors + warnings == 0 { return "ok" }
        return [count(errors, "error"), count(warnings, "warning")].compactMap(\.self).joined(separator: ", ")
    }

    private static func count(_ number: Int, _ word: String) -> String? {
        number == 0 ? nil : "\(number) \(word)" + (number == 1 ? "" : "s")
    }
}
