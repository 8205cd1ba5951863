import Provisioning

/// What concerns the configuration as a whole.
enum DocumentRules {
    private static let parsing = "coreos/ignition 2.26, config/util/parsingErrors.go"
    private static let unused = "coreos/ignition 2.26, config/validate/validate.go"

    static let empty = CheckRule.refused(
        "empty", "the configuration is empty",
        remedy: "{\"ignition\": {\"version\": \"3.3.0\"}} is the least",
        source: "coreos/ignition 2.26, config/util/config.go")
    static let notJSON = CheckRule.refused(
        "not-json", "the configuration is not JSON",
        remedy:
            "a cloud-config or a Butane file has to be translated first; JSON has no comments, no comma after "
            + "the last item and no byte order mark", source: parsing)
    static let wrongType = CheckRule.refused(
        "wrong-type", "a value has the wrong JSON type",
        remedy: "modes and ids are plain decimal numbers, texts and truth values are not interchangeable",
        source: parsing)
    static let versionUnreadable = CheckRule.refused(
        "version-unreadable", "ignition.version is missing or is no version",
        remedy: "write three numbers as a text: \"3.3.0\"",
        source: "coreos/ignition 2.26, config/util/config.go; coreos/go-semver v0.3.1")
    static let versionUnsupported = CheckRule.refused(
        "version-unsupported", "the system's Ignition does not read this version of the language",
        remedy: "write the configuration for a version that the system reads",
        source: "coreos/ignition 2.26, config/v3_0/config.go; 0.35.0, config/v2_4/config.go")
    static let firstGeneration = CheckRule.warned(
        "version-1", "version 1 of the language is deprecated",
        consequence:
            "Ignition 0.35 and older translate it with a message; newer programs refuse it. kimage does not "
            + "look further into it.",
        remedy: "write ignition.version 2.3.0, or 3.3.0 where the system reads it",
        source: "coreos/ignition 0.35.0, config/v2_0/config.go")
    static let unknownKey = CheckRule.warned(
        "unknown-key", "Ignition has no such key here and ignores it",
        consequence:
            "The key and everything below it has no effect; ignition-validate warns and ends with 0.",
        remedy: "look the key up for the version that ignition.version names; capitals matter", source: unused
    )
    static let nullObject = CheckRule.warned(
        "null-object", "null stands where an object belongs",
        consequence: "Ignition takes it for an empty object and warns that it cannot look for unknown keys.",
        remedy: "leave the key out", source: unused)
    static let duplicateEntry = CheckRule.refused(
        "duplicate-entry", "the same path, name or value is given twice in one configuration",
        remedy: "one entry for each; files, directories and links share their paths",
        source: "coreos/ignition 2.26, config/validate/validate.go")
    static let duplicateName = CheckRule.unnoticed(
        "duplicate-name", "an object has the same name twice",
        consequence:
            "Nobody complains. The later value is laid over the earlier one: of texts and numbers the last "
            + "counts, objects are merged, and of two lists the elements are merged one by one.",
        remedy: "write it once", source: "Go, encoding/json")

    static let all = [
        empty, notJSON, wrongType, versionUnreadable, versionUnsupported, firstGeneration, unknownKey,
        nullObject,
        duplicateEntry, duplicateName,
    ]
}
