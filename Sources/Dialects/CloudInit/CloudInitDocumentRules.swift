import Provisioning

/// Rules about the YAML itself.
enum CloudInitDocumentRules {
    static let all = [yaml, tab, secondDocument, notMap, repeatedKey, construction, conversion]

    private static let parser = "PyYAML 6.0, which cloud-init 22.4.2 reads with (cloudinit/safeyaml.py)"
    private static let lost =
        "cloud-init logs \"Failed loading yaml blob\" and goes on with nothing of this file; the node comes up without "
        + "its users, keys and files."

    static let yaml = CheckRule(
        "cloud-init/yaml", "the YAML cannot be parsed", consequence: lost,
        remedy: "mend the YAML at this place",
        source: parser, verdicts: [.validate: .reject, .load: .reject, .userData: .reject])

    static let tab = CheckRule(
        "cloud-init/tab", "a tab stands between the words of YAML",
        consequence: lost + " Other parsers take some of these tabs, so the file may work elsewhere.",
        remedy: "use blanks", source: parser + ": scanner.py passes over blanks only",
        verdicts: [.validate: .reject, .load: .reject, .userData: .reject])

    static let secondDocument = CheckRule(
        "cloud-init/second-document", "the file holds more than one YAML document",
        consequence: lost, remedy: "keep one document; use a MIME message for several parts",
        source: parser + ": composer.py, get_single_node",
        verdicts: [.validate: .reject, .load: .reject, .userData: .reject])

    static let notMap = CheckRule(
        "cloud-init/not-a-map", "the document is empty or no map of keys",
        consequence:
            "`cloud-init schema` says \"Cloud-config is not a YAML dict\"; the node does nothing with it.",
        remedy: "write keys and values, such as \"hostname: node1\"",
        source: "cloud-init 22.4.2, cloudinit/config/schema.py",
        verdicts: [.validate: .reject, .load: .reject, .userData: .reject])

    static let repeatedKey = CheckRule(
        "cloud-init/repeated-key", "a map has a key twice",
        consequence: "The last one wins without a word; what the others say is lost.",
        remedy: "join them into one", source: parser + ": constructor.py builds a dict", isError: false)

    static let construction = CheckRule(
        "cloud-init/tag", "a tag, a merge key or a plain \"=\" that has no value in Python",
        consequence: lost, remedy: "quote the text, or leave the tag out",
        source: parser + ": SafeConstructor raises ConstructorError",
        verdicts: [.validate: .reject, .load: .reject, .userData: .reject])

    static let conversion = CheckRule(
        "cloud-init/conversion", "a value looks like a number or a date and is none",
        consequence:
            "Python raises a ValueError that cloud-init does not catch where it reads user-data: the stage "
            + "ends with a traceback.",
        remedy: "put it in quotes",
        source: parser + ": SafeConstructor converts with int() and datetime.date()",
        verdicts: [.validate: .reject, .load: .reject, .userData: .reject])
}
