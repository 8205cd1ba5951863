import Distributions
import Provisioning
import Recipes

/// What was found in one file for one system.
struct CheckReport {
    let file: String
    /// The recipe's name of the system, or a program's.
    let system: String
    /// What reads the file there.
    let title: String
    /// `cloud-config`, `ignition` …
    let language: String
    /// In the order of the text.
    let diagnostics: [Diagnostic]

    var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    /// Checks a configuration by what reads it on a system.
    static func make(_ target: CheckTarget, _ document: ConfigDocument, delivery: Delivery) -> CheckReport {
        let format = ConfigFormat.detect(document.bytes)
        do {
            let dialect = try target.dialect(for: format, delivery: delivery)
            let found = dialect.check(document, delivery: delivery).map(\.diagnostic)
            return CheckReport(
                file: document.file, system: target.name, title: dialect.title(for: delivery),
                language: dialect.language(of: document) ?? format.rawValue,
                diagnostics: Diagnostics(found).sorted)
        } catch {
            var placed = error
            placed.position = placed.position ?? SourcePosition(file: document.file, line: 1, column: 1)
            return CheckReport(
                file: document.file, system: target.name, title: target.title, language: format.rawValue,
                diagnostics: [placed])
        }
    }
}
