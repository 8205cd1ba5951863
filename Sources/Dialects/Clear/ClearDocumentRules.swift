import Provisioning

/// Rules about the file as a whole and its YAML.
enum ClearDocumentRules {
    static let all = [
        header, mark, compressed, empty, yaml, secondDocument, notMap, topList, mapValue, shifted, alias,
        mergeKey,
        tag,
    ]

    private static let interpreter = "micro-config-drive 48, src/userdata.c"
    private static let parser = "micro-config-drive 48, src/interpreters/cloud_config.c, cloud_config_parse"

    static let header = CheckRule(
        "clear/header", "the first line is neither #cloud-config nor a script's",
        consequence: "ucd finds no interpreter for the file and ends with 1; nothing of it is carried out.",
        remedy: "begin the file with the line \"#cloud-config\"", source: interpreter,
        verdicts: [.apply: .reject, .userData: .reject])

    static let mark = CheckRule(
        "clear/byte-order-mark", "a byte order mark stands before the first line",
        consequence: "The mark hides the header: ucd ends with 1, and nothing of the file is carried out.",
        remedy: "save the file as UTF-8 without a byte order mark", source: interpreter,
        verdicts: [.apply: .reject, .userData: .reject])

    static let compressed = CheckRule(
        "clear/compressed", "the file is compressed",
        consequence:
            "ucd does not decompress user-data: it ends with 1, and nothing of the file is carried out.",
        remedy: "embed it as text", source: interpreter, verdicts: [.apply: .reject, .userData: .reject])

    static let empty = CheckRule(
        "clear/empty", "the file is empty", consequence: "ucd ends with 1.",
        remedy: "leave the file out or write a configuration", source: interpreter,
        verdicts: [.apply: .reject, .userData: .reject])

    static let yaml = CheckRule(
        "clear/yaml", "the YAML breaks off at this place",
        consequence: "What stands before it is carried out, what follows is lost, and ucd ends with 0.",
        remedy: "mend the YAML at this place", source: parser, verdicts: [.apply: .warn, .userData: .warn])

    static let secondDocument = CheckRule(
        "clear/second-document", "the file holds more than one YAML document",
        consequence: "Only the first is carried out; the others are passed over without a word.",
        remedy: "join them into one document", source: parser)

    static let notMap = CheckRule(
        "clear/not-a-map", "the document has no keys",
        consequence: "ucd does nothing and ends with 0.",
        remedy: "write keys and values, such as \"hostname: node1\"",
        source: parser)

    static let topList = CheckRule(
        "clear/top-list", "a list of several maps at the top",
        consequence: "Only the last item of the list is carried out.", remedy: "make it one map",
        source: parser)

    static let mapValue = CheckRule(
        "clear/map-value", "a map as the value of a key",
        consequence:
            "ucd's tree hangs the map beside its key: the key gets nothing, and what follows is shifted.",
        remedy: "write a list of maps of one key, or move the key to the end of its map", source: parser)

    static let shifted = CheckRule(
        "clear/shifted-key", "a key after a map or an alias",
        consequence:
            "ucd still waits for the value of the key before: it takes this key for it, and this key's value "
            + "for the next key. After \"rancher: {...}\" the line \"hostname: n1\" names the node \"hostname\".",
        remedy: "put keys whose values are maps at the end of their map, or leave them out", source: parser)

    static let alias = CheckRule(
        "clear/alias", "an alias (*name)",
        consequence:
            "ucd passes over aliases: the value is missing, and the next key of the map is taken for it.",
        remedy: "write the value out", source: parser)

    static let mergeKey = CheckRule(
        "clear/merge-key", "a merge key (<<)",
        consequence:
            "ucd does not merge: what the alias names is missing, and the next key is taken for the value.",
        remedy: "write the keys out", source: parser)

    static let tag = CheckRule(
        "clear/tag", "a tag that changes what a text stands for",
        consequence: "ucd ignores tags: \"!!binary\" text is written as it stands, in base64.",
        remedy: "write the text itself, or put the file into an overlay", source: parser)
}
