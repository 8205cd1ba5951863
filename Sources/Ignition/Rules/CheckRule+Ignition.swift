import Provisioning

extension CheckRule {
    /// What happens on the node wherever Ignition refuses a configuration.
    private static let refusal =
        "ignition-validate ends with 1. On the node Ignition fails in the initramfs, before the root is "
        + "mounted: the machine stops in the emergency shell and nothing of the configuration is carried out."

    /// A rule by which Ignition refuses the configuration.
    static func refused(
        _ words: String, _ summary: String, remedy: String, consequence: String = refusal, source: String
    ) -> CheckRule {
        CheckRule(
            "ignition/" + words, summary, consequence: consequence, remedy: remedy, source: source,
            verdicts: [.validate: .reject])
    }

    /// A rule by which Ignition warns and goes on.
    static func warned(
        _ words: String, _ summary: String, consequence: String, remedy: String, source: String
    ) -> CheckRule {
        CheckRule(
            "ignition/" + words, summary, consequence: consequence, remedy: remedy, source: source,
            isError: false, verdicts: [.validate: .warn])
    }

    /// A rule of our own: Ignition says nothing.
    static func unnoticed(
        _ words: String, _ summary: String, consequence: String, remedy: String, source: String
    ) -> CheckRule {
        CheckRule(
            "ignition/" + words, summary, consequence: consequence, remedy: remedy, source: source,
            isError: false)
    }
}
