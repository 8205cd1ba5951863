import Provisioning

/// A rule for people.
enum RuleText {
    static func render(_ rule: CheckRule) -> String {
        """
        \(rule.id) (\(rule.isError ? "error" : "warning"))
          \(rule.summary)
          On the node: \(rule.consequence)
          Instead: \(rule.remedy)
          Known from: \(rule.source)\(programs(rule))

        """
    }

    /// What each of the system's programs does.
    private static func programs(_ rule: CheckRule) -> String {
        let verdicts = CheckStage.allCases.compactMap { stage in
            rule.verdicts[stage].map { "\(stage.rawValue) \($0.word)" }
        }
        return verdicts.isEmpty ? "" : "\n  Programs: " + verdicts.joined(separator: ", ")
    }
}
