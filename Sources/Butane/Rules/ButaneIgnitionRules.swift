import Provisioning

/// What concerns Ignition configurations within one of Butane, and the one that it makes.
enum ButaneIgnitionRules {
    static let inlined = CheckRule.butaneError(
        "inlined-ignition", "a configuration given inline to ignition.config is no Ignition configuration",
        remedy: "write its JSON with ignition.version, or give its address as source",
        source: "base/v0_N/util.go ValidateIgnitionConfig")
    static let inlinedVersion = CheckRule.butaneWarning(
        "inlined-ignition-version",
        "a configuration given inline has another version than the one that is made",
        consequence: "Butane does not look at it further; Ignition merges it if it knows its version.",
        remedy: "write it in the version that this variant makes",
        source: "base/v0_N/util.go ValidateIgnitionConfig")

    static let all: [CheckRule] = [inlined, inlinedVersion]
}
