import Provisioning

/// Rules that cloud-init's own schema decides.
enum CloudInitSchemaRules {
    static let all =
        [unknownKey, unknownSubkey, type, permissions, commandMap, date, emptyValue, localeFalse]
        + [value, missing, count, repeatedItem, form, ambiguous, keyNotText, deprecated]

    private static let schema =
        "cloud-init 22.4.2, cloudinit/config/schemas/schema-cloud-config-v1.json, as cloudinit/config/schema.py applies it"
    private static let atBoot =
        "`cloud-init schema` refuses it. At boot cloud-init logs \"Invalid cloud-config provided\" and goes on: "

    static let unknownKey = CheckRule(
        "cloud-init/unknown-key", "no module of cloud-init has this key",
        consequence: "It is ignored without a word: the schema of 22.4 allows any key at the top (since 23.4 "
            + "`cloud-init schema` refuses it).",
        remedy: "correct the spelling, or leave it out", source: schema, isError: false)

    static let unknownSubkey = CheckRule(
        "cloud-init/unknown-subkey", "a key that does not exist in this place",
        consequence: atBoot + "the key is ignored, or the module fails on it.",
        remedy: "correct the spelling, or leave it out", source: schema, verdicts: [.validate: .reject])

    static let type = CheckRule(
        "cloud-init/type", "a value of a wrong type",
        consequence: atBoot
            + "the module that reads the value misreads it or fails, and what it had still to do is lost.",
        remedy:
            "write a value of the type that is expected; texts that look like numbers, dates or truth values "
            + "need quotes",
        source: schema, verdicts: [.validate: .reject])

    static let permissions = CheckRule(
        "cloud-init/permissions-not-string", "the permissions of a file are a number instead of a text",
        consequence: atBoot
            + "the number is taken as it is, so 0644 (octal for YAML) gives the mode that was meant "
            + "here, but 644 gives the mode 1204, and other systems read both otherwise.",
        remedy: "write octal digits in quotes: \"0644\"",
        source: schema + "; cloudinit/config/cc_write_files.py, decode_perms", verdicts: [.validate: .reject])

    static let commandMap = CheckRule(
        "cloud-init/runcmd-item-map", "a command became a map, for it holds a colon and a blank",
        consequence: atBoot
            + "making the script of the commands fails with \"Unable to shellify\", and none of them "
            + "is run.",
        remedy: "put the whole command in quotes, or begin a block with \"- |\"",
        source: schema + "; cloudinit/util.py, shellify", verdicts: [.validate: .reject, .apply: .reject])

    static let date = CheckRule(
        "cloud-init/date-not-string", "a date without quotes where a text is expected",
        consequence: atBoot + "Python holds a date, not a text.", remedy: "put the date in quotes",
        source: schema + "; YAML 1.1 has a type for dates", verdicts: [.validate: .reject])

    static let emptyValue = CheckRule(
        "cloud-init/empty-value", "a key without a value",
        consequence: atBoot + "the key counts as absent or the module fails.",
        remedy: "give it a value or leave the key out", source: schema, verdicts: [.validate: .reject])

    static let localeFalse = CheckRule(
        "cloud-init/locale-false", "locale is switched off by a truth value",
        consequence:
            "The node leaves the locale alone, as was meant, but `cloud-init schema` of 22.4 wants a text and "
            + "refuses the file.",
        remedy: "write locale: \"false\", which the node understands too",
        source: schema + "; cloudinit/config/cc_locale.py", verdicts: [.validate: .reject])

    static let value = CheckRule(
        "cloud-init/value", "a value that is none of those allowed",
        consequence: atBoot + "the value is ignored, replaced by the default, or the module fails.",
        remedy: "use one of the values that exist", source: schema, verdicts: [.validate: .reject])

    static let missing = CheckRule(
        "cloud-init/missing-key", "a key that must be there is missing",
        consequence: atBoot + "the item is passed over or the module fails.", remedy: "add the key",
        source: schema,
        verdicts: [.validate: .reject])

    static let count = CheckRule(
        "cloud-init/count", "a list or a map with too few or too many entries",
        consequence: atBoot + "an empty list does nothing; of too many entries the module fails.",
        remedy: "leave the key out instead of giving it an empty list", source: schema,
        verdicts: [.validate: .reject])

    static let repeatedItem = CheckRule(
        "cloud-init/repeated-item", "a list that may not repeat an item does",
        consequence: atBoot + "the item is taken once or twice.", remedy: "list it once", source: schema,
        verdicts: [.validate: .reject])

    static let form = CheckRule(
        "cloud-init/form", "a text or a number of a wrong form",
        consequence: atBoot + "the module cannot read the value and fails.",
        remedy: "write it in the form expected",
        source: schema, verdicts: [.validate: .reject])

    static let ambiguous = CheckRule(
        "cloud-init/ambiguous", "a value fits two forms of which only one may be used",
        consequence: atBoot + "one of the two is ignored.", remedy: "keep to one of the forms",
        source: schema,
        verdicts: [.validate: .reject])

    static let keyNotText = CheckRule(
        "cloud-init/key-not-text", "a key is a number or a truth value, or data are no text",
        consequence:
            "python-jsonschema ends with a TypeError: `cloud-init schema` shows a traceback, and at boot the "
            + "check of the whole file is lost.",
        remedy: "put the key in quotes",
        source: "python-jsonschema 4.10, patternProperties: re.search of no text",
        verdicts: [.validate: .reject])

    static let deprecated = CheckRule(
        "cloud-init/deprecated", "a form that a later version will drop",
        consequence: "It works in this version; `cloud-init schema` prints it and exits with 0.",
        remedy: "use the newer form", source: schema, isError: false, verdicts: [.validate: .warn])
}
