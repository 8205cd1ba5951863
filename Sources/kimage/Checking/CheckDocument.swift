import Recipes

/// The findings as `kimage check --json` prints them; the keys are documented in Documentation/check.md.
struct CheckDocument: Encodable {
    struct Finding: Encodable {
        let rule: String?
        let severity: String
        let file: String?
        let line: Int?
        let column: Int?
        let message: String
        let hint: String?
    }

    struct Result: Encodable {
        let file: String
        let os: String
        let reader: String
        let language: String
        let ok: Bool
        let findings: [Finding]
    }

    let format = "kimage-check-1"
    let results: [Result]

    init(_ reports: [CheckReport]) {
        results = reports.map { report in
            Result(
                file: report.file, os: report.system, reader: report.title, language: report.language,
                ok: !report.hasErrors, findings: report.diagnostics.map(Finding.init))
        }
    }
}

extension CheckDocument.Finding {
    init(_ item: Diagnostic) {
        rule = item.rule
        severity = item.severity.rawValue
        file = item.position?.file
        line = item.position?.line
        column = item.position?.column
        message = item.message
        hint = item.hint
    }
}
