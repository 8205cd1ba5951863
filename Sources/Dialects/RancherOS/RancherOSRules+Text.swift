import Provisioning

extension RancherOSRules {
    static let text = [
        notYAML, crlf, empty, notAMap, duplicateKey, mergeKey, furtherDocument, unprintable, nonASCII,
        nonASCIIChanged, substitution,
    ]

    static let notYAML = rule(
        "not-yaml", "The file is not YAML as RancherOS reads it.",
        "The whole file is dropped with one line in the log; the node boots without anything of it: no key, no file, "
            + "no service. The parser is stricter than today's: within brackets a text with a colon or a question "
            + "mark must stand in quotes, and nothing may follow \"...\".",
        "Correct the text; indent with blanks and put doubtful texts in quotes.",
        from: "rancher/os v1.5.8: config/disk.go (readConfigs); vendored candiedyaml: scanner.go",
        refusedByAll)

    static let crlf = rule(
        "crlf", "Lines end in CR LF, as Windows writes them.",
        "\"ros config validate\" refuses the file; the loader takes it, but scripts in it keep the CR at the end of "
            + "each line and fail to run.",
        "Save the file with LF line ends.",
        from: "rancher/os v1.5.8: cmd/control/config.go (inputBytes)", refusedByValidator)

    static let empty = rule(
        "empty", "The file holds no YAML at all.",
        "The loader logs a parse error at every boot; as user-data it is not saved.",
        "Leave the file out, or write a configuration.",
        from: "rancher/os v1.5.8: config/disk.go (readConfigs); seen with the release's own program",
        [.validate: .reject, .load: .warn, .userData: .reject])

    static let notAMap = rule(
        "not-a-map", "The top of the file is a list or a plain text, not a map.",
        "The whole file is dropped.", "Begin with keys such as \"hostname:\" at the left margin.",
        from: "rancher/os v1.5.8: config/disk.go (readConfigs)", refusedByAll)

    static let duplicateKey = rule(
        "duplicate-key", "A map has the same key twice.",
        "The last one counts; what stands under the others is lost without a word.",
        "Join the two, or remove one.",
        from: "rancher/os v1.5.8: vendored candiedyaml: decode.go (mappingInterface)",
        isError: false)

    static let mergeKey = rule(
        "merge-key", "The key \"<<\" merges nothing.",
        "The YAML library of RancherOS does not know merge keys: the values that should come from the other map are "
            + "missing.",
        "Write the keys out, or use an alias for the whole value.",
        from: "rancher/os v1.5.8: vendored candiedyaml: decode.go", isError: false)

    static let furtherDocument = rule(
        "further-document", "The file has more than one YAML document.",
        "Only the first is read.", "Join the documents, or use several files in cloud-config.d.",
        from: "rancher/os v1.5.8: vendored candiedyaml: api.go, decode.go (document)", isError: false)

    static let unprintable = rule(
        "unprintable", "A text holds an emoji or a control character.",
        "RancherOS writes every configuration again before it converts it, takes such a text for binary data and "
            + "fails: the whole file is dropped, wherever the character stands, in a file's content too.",
        "Encode the file's content as base64; leave the character out elsewhere.",
        from:
            "rancher/os v1.5.8: vendored candiedyaml: encode.go (emitString, emitBase64); pkg/util (Convert)",
        dropped)

    static let nonASCII = rule(
        "non-ascii", "A text holds a letter that RancherOS cannot carry over.",
        "RancherOS writes every configuration again before it converts it, and its YAML writer gets the digits 3 to 9 "
            + "of escapes wrong: the text cannot be read back and the whole file is dropped. \"ä\", \"é\" and most of "
            + "the world's letters are among them; \"ü\" happens to survive. Comments may hold anything.",
        "Keep texts in ASCII; encode the content of files as base64.",
        from: "rancher/os v1.5.8: vendored candiedyaml: emitter.go (yaml_emitter_write_double_quoted_scalar)",
        dropped)

    static let nonASCIIChanged = rule(
        "non-ascii-changed", "A text holds a letter that RancherOS turns into another.",
        "Its YAML writer gets the digits 0, 1 and 2 of escapes wrong: the node sees another character.",
        "Keep texts in ASCII; encode the content of files as base64.",
        from: "rancher/os v1.5.8: vendored candiedyaml: emitter.go (yaml_emitter_write_double_quoted_scalar)",
        isError: false)

    static let substitution = rule(
        "substitution", "A variable such as $private_ipv4 is replaced before the file is read.",
        "Without a cloud provider's metadata it is replaced by nothing, in file contents too.",
        "Write the address, or a backslash before the dollar sign to keep the name.",
        from: "rancher/os v1.5.8: config/cloudinit/initialize/env.go", isError: false)
}
