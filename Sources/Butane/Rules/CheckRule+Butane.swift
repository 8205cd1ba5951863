import Provisioning

extension CheckRule {
    /// The program and version whose verdicts these rules predict.
    static let butaneProgram = "butane 0.29.0"

    /// Something that Butane refuses: it writes no Ignition configuration.
    static func butaneError(
        _ words: String, _ summary: String, consequence: String? = nil, remedy: String, source: String
    ) -> CheckRule {
        CheckRule(
            "butane/\(words)", summary,
            consequence: consequence ?? "Butane refuses the whole configuration and writes nothing.",
            remedy: remedy, source: "\(butaneProgram), \(source)", verdicts: [.validate: .reject])
    }

    /// Something that Butane warns of; with --strict it refuses it.
    static func butaneWarning(
        _ words: String, _ summary: String, consequence: String, remedy: String, source: String
    ) -> CheckRule {
        CheckRule(
            "butane/\(words)", summary, consequence: consequence, remedy: remedy,
            source: "\(butaneProgram), \(source)", isError: false, verdicts: [.validate: .warn])
    }

    /// The rule as `butane --strict` has it.
    var strict: CheckRule {
        guard verdicts[.validate] == .warn else { return self }
        var rule = self
        rule.isError = true
        rule.verdicts[.validate] = .reject
        return rule
    }
}
