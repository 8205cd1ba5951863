import Provisioning

/// Rules as `kimage explain --json` prints them; the keys are documented in Documentation/check.md.
struct RuleDocument: Encodable {
    struct Rule: Encodable {
        let id: String
        let severity: String
        let summary: String
        let consequence: String
        let remedy: String
        let source: String
        let verdicts: [String: String]
    }

    let format = "kimage-rules-1"
    let rules: [Rule]

    init(_ rules: [CheckRule]) {
        self.rules = rules.map { rule in
            Rule(
                id: rule.id, severity: rule.isError ? "error" : "warning", summary: rule.summary,
                consequence: rule.consequence, remedy: rule.remedy, source: rule.source,
                verdicts: Dictionary(
                    uniqueKeysWithValues: rule.verdicts.map { ($0.key.rawValue, $0.value.word) }))
        }
    }
}
