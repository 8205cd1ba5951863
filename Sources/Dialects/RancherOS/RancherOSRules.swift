import Provisioning

/// Every rule of the RancherOS dialect and of its kernel command line; the others of this enum are one topic a file.
package enum RancherOSRules {
    /// In the order of `kimage explain`.
    package static let all: [CheckRule] = text + userData + schema + types + applying + node + commandLine

    static let validator = "ros config validate of rancher/os v1.5.8"

    /// What drops the whole file wherever it comes from; the validator looks at its own schema only.
    static let dropped: [CheckStage: Verdict] = [.load: .reject, .userData: .reject, .apply: .reject]
    /// What no program of RancherOS takes.
    static let refusedByAll: [CheckStage: Verdict] = [
        .validate: .reject, .load: .reject, .userData: .reject, .apply: .reject,
    ]
    static let refusedByValidator: [CheckStage: Verdict] = [.validate: .reject]

    static func rule(
        _ name: String, _ summary: String, _ consequence: String, _ remedy: String, from source: String,
        isError: Bool = true, _ verdicts: [CheckStage: Verdict] = [:]
    ) -> CheckRule {
        CheckRule(
            "rancheros/" + name, summary, consequence: consequence, remedy: remedy, source: source,
            isError: isError, verdicts: verdicts)
    }
}
