import Provisioning

/// What coreos-cloudinit's validator refuses.
enum CoreOSRules {
    static let program = "coreos-cloudinit v1.14.0"
    static let rulesSource = "\(program), config/validate/rules.go"

    static let header = CheckRule(
        "coreos-cloudinit/header", "the first line is neither #cloud-config nor #!",
        consequence:
            "The program calls it \"Unrecognized user-data format\" and takes nothing of it. It must be "
            + "exactly #cloud-config; blanks and a carriage return after it are allowed, a BOM, a blank or a "
            + "comment line in front of it are not.",
        remedy: "make #cloud-config the first line",
        source: "\(program), config/config.go IsCloudConfig, initialize/user_data.go",
        verdicts: [.validate: .reject, .userData: .reject, .load: .reject, .apply: .reject])

    static let yaml = CheckRule(
        "coreos-cloudinit/yaml", "the text is not YAML",
        consequence: "The program takes nothing of the file.",
        remedy: "indent with blanks, quote texts with a colon and a blank in them",
        source: "\(program), config/validate/validate.go parseCloudConfig",
        verdicts: [.validate: .reject, .userData: .reject, .load: .reject, .apply: .reject])

    static let unknownKey = CheckRule(
        "coreos-cloudinit/unknown-key", "the key is none of coreos-cloudinit's",
        consequence: "The key is ignored when the node boots; the validator warns and ends with status 1.",
        remedy: "leave the key out or write the one that is meant", source: rulesSource,
        verdicts: [.validate: .warn])

    static let foreignKey = CheckRule(
        "coreos-cloudinit/foreign-key", "the key belongs to another system's cloud-config",
        consequence:
            "coreos-cloudinit knows ssh_authorized_keys, hostname, users, write_files, manage_etc_hosts and "
            + "coreos, and nothing else: no runcmd, bootcmd, mounts, rancher. It is ignored when the "
            + "node boots; the validator warns and ends with status 1.",
        remedy: "write a unit below coreos.units that does it", source: rulesSource,
        verdicts: [.validate: .warn])

    static let wrongType = CheckRule(
        "coreos-cloudinit/wrong-type", "the value has a type that the key does not take",
        consequence: "The value is dropped without a word when the node boots, an item of a list likewise.",
        remedy: "write a value of the type that the message names", source: rulesSource,
        verdicts: [.validate: .warn, .apply: .warn])

    static let emptyValue = CheckRule(
        "coreos-cloudinit/empty-value", "the key has no value",
        consequence:
            "The node does as if the key were not there; the validator warns and ends with status 1.",
        remedy: "give the key a value or leave it out", source: rulesSource, verdicts: [.validate: .warn])

    static let deprecatedKey = CheckRule(
        "coreos-cloudinit/deprecated-key", "the key is deprecated",
        consequence:
            "The key still does what it did, if the system still has what it configures; the validator "
            + "warns and ends with status 1.",
        remedy: "leave the key out", source: "\(program), struct tags of config/*.go",
        verdicts: [.validate: .warn])

    static let discovery = CheckRule(
        "coreos-cloudinit/discovery-url", "coreos.etcd.discovery is no URL",
        consequence: "etcd cannot find its peers.", remedy: "write the whole URL: https://…",
        source: "\(rulesSource) checkDiscoveryUrl", verdicts: [.validate: .warn])

    static let encoding = CheckRule(
        "coreos-cloudinit/encoding", "a file's content does not decode",
        consequence:
            "The whole user-data is refused: no key, no user, no file, no unit. Encodings are base64, b64, "
            + "gzip, gz and gzip+base64 and its spellings; text/plain is none of them. Base64 is padded.",
        remedy: "leave encoding out for plain text, or mend the content",
        source: "\(program), config/decode.go, initialize/user_data.go",
        verdicts: [.validate: .reject, .userData: .reject, .load: .reject, .apply: .reject])

    static let encodedNothing = CheckRule(
        "coreos-cloudinit/encoded-nothing", "a file has an encoding and no content",
        consequence: "The validator refuses it; the node writes an empty file.",
        remedy: "add the content or leave the encoding out", source: "\(rulesSource) checkEncoding",
        verdicts: [.validate: .reject])

    static let readOnly = CheckRule(
        "coreos-cloudinit/read-only-usr", "the file lies below /usr, which is read-only",
        consequence:
            "The validator refuses it; on a node writing fails, and everything that comes after it, such as "
            + "units, is not carried out.",
        remedy: "write below /etc, /opt or /var", source: "\(rulesSource) checkWriteFiles",
        verdicts: [.validate: .reject])

    static let misplacedFiles = CheckRule(
        "coreos-cloudinit/write-files-under-coreos", "write_files stands below coreos",
        consequence: "No file is written.", remedy: "move write_files to the top level",
        source: "\(rulesSource) checkWriteFilesUnderCoreos", verdicts: [.validate: .warn, .apply: .warn])

    static let dies = CheckRule(
        "coreos-cloudinit/validator-dies",
        "a value that is checked against a pattern is empty, a list or a map",
        consequence:
            "The validator dies of it and ends with status 1; the node does as if the key were not there.",
        remedy: "give the key a text or leave it out", source: "\(program), config/config.go AssertValid",
        verdicts: [.validate: .reject])

    static let all: [CheckRule] = [
        header, yaml, unknownKey, foreignKey, wrongType, emptyValue, deprecatedKey, discovery, encoding,
        encodedNothing, readOnly, misplacedFiles, dies,
    ]
}
