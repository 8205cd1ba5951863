import Provisioning

extension RancherOSRules {
    static let schema = [
        unknownKey, foreignKey, otherCase, schemaType, repeatedItem, keyNotText, notJSON, unknownField,
    ]

    private static let source = "rancher/os v1.5.8: config/schema.go; seen with the release's own program"

    static let unknownKey = rule(
        "unknown-key", "RancherOS has no such key.",
        "The validator names it; the node skips it without a word, so that what it should do is not done.",
        "Correct the spelling, or remove the key.", from: source, refusedByValidator)

    static let foreignKey = rule(
        "foreign-key", "The key belongs to another system's cloud-config.",
        "cloud-init and coreos-cloudinit know it, RancherOS does not: the node skips it without a word.",
        "Say it with the keys of RancherOS.", from: source, refusedByValidator)

    static let otherCase = rule(
        "key-case", "The key is written with other capitals.",
        "The validator refuses it. The node takes it after all, but beside the key with the right spelling, and "
            + "\"ros config get\" does not find it.",
        "Write it in lower case.",
        from: "rancher/os v1.5.8: vendored candiedyaml: decode.go (mappingStruct compares without case)",
        refusedByValidator)

    static let schemaType = rule(
        "schema-type", "The value has another type than the schema wants.",
        "The validator refuses it. The node takes the value's text where one will do (a number for a text, "
            + "\"true\" in quotes for a truth value) and empty values everywhere.",
        "Write the value in the type that is wanted; texts that look like numbers or truth values in quotes.",
        from: source, refusedByValidator)

    static let repeatedItem = rule(
        "repeated-item", "A list of texts holds the same text twice.",
        "The validator refuses it; the node does not mind.", "Remove one of them.", from: source,
        refusedByValidator)

    static let keyNotText = rule(
        "key-not-text", "A key below the top is a number, a truth value or empty.",
        "The validator crashes over it. Keys such as ON, NO, Y, N and 1 are not texts in YAML 1.1.",
        "Write the key in quotes.",
        from: "rancher/os v1.5.8: config/validate.go (ConvertKeysToStrings)", refusedByValidator)

    static let notJSON = rule(
        "not-a-number", "The value is NaN or infinite.",
        "The validator stops, since it cannot write the value as JSON.",
        "Write it in quotes if it is a text.",
        from: "rancher/os v1.5.8: config/validate.go", refusedByValidator)

    static let unknownField = rule(
        "unknown-field", "The value has no such field.",
        "Neither the validator nor the node says a word; it is skipped.",
        "Correct the spelling, or remove it.",
        from: "rancher/os v1.5.8: config/types.go, pkg/netconf/types.go; libcompose: config/types.go",
        isError: false)
}
