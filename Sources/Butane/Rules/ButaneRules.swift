import Provisioning

/// What concerns the text, the version and the keys.
enum ButaneRules {
    static let yaml = CheckRule.butaneError(
        "yaml", "the text is not YAML",
        remedy: "indent with blanks, quote texts with a colon and a blank in them",
        source: "config/config.go TranslateBytes")
    static let wrongType = CheckRule.butaneError(
        "wrong-type", "the value has a type that the key does not take",
        remedy: "write a value of the type that the message names; a mode is a number: 0644 without quotes",
        source: "config/util/util.go unmarshal; go-yaml v3 decode.go")
    static let duplicateKey = CheckRule.butaneError(
        "duplicate-key", "a key is there twice", remedy: "keep one of them",
        source: "go-yaml v3 decode.go mapping")
    static let noVariant = CheckRule.butaneError(
        "no-variant", "there is no variant", remedy: "write variant: fcos or variant: flatcar",
        source: "config/config.go ErrNoVariant")
    static let invalidVersion = CheckRule.butaneError(
        "invalid-version", "the version is not three numbers",
        remedy: "write version: 1.5.0, with three parts",
        source: "config/config.go ErrInvalidVersion; go-semver")
    static let unknownVersion = CheckRule.butaneError(
        "unknown-version", "there is no such variant at this version",
        remedy: "fcos has 1.0.0 to 1.7.0, flatcar has 1.0.0 and 1.1.0",
        source: "config/config.go ErrUnknownVersion")
    static let otherVariant = CheckRule(
        "butane/other-variant", "the variant is not supported here",
        consequence:
            "kimage translates fcos and flatcar only: none of its systems reads what the others make.",
        remedy: "write variant: fcos or variant: flatcar",
        source: "\(CheckRule.butaneProgram), config/config.go",
        verdicts: [.validate: .reject])
    static let unknownKey = CheckRule.butaneWarning(
        "unknown-key", "the key is none of this variant at this version",
        consequence: "Butane warns and leaves the key out of what it writes, so that the node never sees it.",
        remedy: "leave the key out, or raise the version", source: "config/util/util.go ValidateUnusedKeys")
    static let uncheckedKeys = CheckRule.butaneWarning(
        "unchecked-keys", "the keys of a map cannot be checked",
        consequence:
            "The map is empty (null) or an alias: Butane warns that its keys \"may not be reported\" and "
            + "goes on; a key that it does not know is dropped without a word.",
        remedy: "write the map out, or leave the key out",
        source: "ignition config/validate ValidateUnusedKeys")

    static let all: [CheckRule] = [
        yaml, wrongType, duplicateKey, noVariant, invalidVersion, unknownVersion, otherVariant, unknownKey,
        uncheckedKeys,
    ]
}
