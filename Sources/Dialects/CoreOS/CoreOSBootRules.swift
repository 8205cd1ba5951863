import Provisioning

/// What the validator takes although it does nothing, or less than it says, when the node boots.
enum CoreOSBootRules {
    private static let program = CoreOSRules.program

    static let listAtTop = CheckRule(
        "coreos-cloudinit/not-a-map", "the document is no map of keys",
        consequence: "The program ends without an error and applies nothing of it.",
        remedy: "write keys at the top level: hostname, write_files, coreos",
        source: "\(program), config/config.go NewCloudConfig", verdicts: [.apply: .warn])

    static let manageEtcHosts = CheckRule(
        "coreos-cloudinit/manage-etc-hosts", "manage_etc_hosts is something else than localhost",
        consequence:
            "The program stops with \"Invalid option to manage_etc_hosts\" before any file or unit.",
        remedy: "write manage_etc_hosts: localhost", source: "\(program), system/etc_hosts.go",
        verdicts: [.apply: .reject])

    static let fileWithoutPath = CheckRule(
        "coreos-cloudinit/file-without-path", "a file has no path",
        consequence:
            "Writing it fails, and everything that comes after it is not carried out: other files, units.",
        remedy: "give the file a path", source: "\(program), system/file.go WriteFile",
        verdicts: [.apply: .reject])

    static let namelessUser = CheckRule(
        "coreos-cloudinit/user-without-name", "a user has no name", consequence: "The user is skipped.",
        remedy: "give the user a name", source: "\(program), initialize/config.go Apply", isError: false,
        verdicts: [.apply: .warn])

    static let namelessUnit = CheckRule(
        "coreos-cloudinit/unit-without-name", "a unit has no name", consequence: "The unit is skipped.",
        remedy: "give the unit a name with its suffix: agent.service",
        source: "\(program), initialize/config.go processUnits", isError: false, verdicts: [.apply: .warn])

    static let unitSuffix = CheckRule(
        "coreos-cloudinit/unit-suffix", "a unit's name has no suffix that systemd knows",
        consequence: "The file is written, and systemd never reads it.", remedy: "append .service",
        source: "systemd.unit(5)", isError: false)

    static let neverStarted = CheckRule(
        "coreos-cloudinit/unit-never-started", "a unit is enabled and has no [Install] section",
        consequence: "Enabling links it nowhere: nothing starts it, neither now nor at a later boot.",
        remedy: "add an [Install] section, or command: start", source: "systemd.unit(5)", isError: false)

    static let specialBits = CheckRule(
        "coreos-cloudinit/permissions-special-bits", "permissions have a setuid, setgid or sticky bit",
        consequence: "The bit is dropped: the file gets the last three digits only.",
        remedy: "set the bit by a unit that runs chmod", source: "\(program), system/file.go Permissions",
        isError: false)

    static let decimalPermissions = CheckRule(
        "coreos-cloudinit/permissions-decimal", "permissions look like the decimal form of a mode",
        consequence: "The digits are read as octal whatever they were meant to be: 420 gives the mode 0420.",
        remedy: "write permissions: \"0644\"", source: "\(program), system/file.go Permissions",
        isError: false)

    static let substitution = CheckRule(
        "coreos-cloudinit/substitution", "the text holds $private_ipv4 or one of its kind",
        consequence:
            "It is replaced by the platform's metadata or /etc/environment; on a node that has neither it "
            + "becomes nothing.", remedy: "write the address, or \\$private_ipv4 for the text itself",
        source: "\(program), initialize/env.go", isError: false)

    static let duplicateKey = CheckRule(
        "coreos-cloudinit/duplicate-key", "a key is there twice",
        consequence:
            "The last text wins; lists of structures are joined. The validator looks at the last only.",
        remedy: "keep one of them", source: "coreos/yaml decode.go mappingStruct", isError: false)

    static let secondDocument = CheckRule(
        "coreos-cloudinit/second-document", "there is a second YAML document",
        consequence: "Only the first is read.", remedy: "keep one document",
        source: "coreos/yaml yaml.go Unmarshal",
        isError: false)

    static let publicKey = CheckRule(
        "coreos-cloudinit/ssh-key", "an SSH key is none",
        consequence: "It is written to authorized_keys as it is, and sshd ignores it.",
        remedy: "write one line of a .pub file", source: "\(program), system/ssh_key.go", isError: false)

    static let gzip = CheckRule(
        "coreos-cloudinit/gzip", "the user-data is compressed",
        consequence:
            "The program unpacks it, once, before it looks at it; Clear's ucd does not.",
        remedy: "no change is needed",
        source: "\(program), coreos-cloudinit.go decompressIfGzip",
        isError: false)

    static let gzipDamaged = CheckRule(
        "coreos-cloudinit/gzip-damaged", "the user-data is compressed and cannot be unpacked",
        consequence:
            "The program logs that, goes on with what it has unpacked, and ends with 1 without applying anything.",
        remedy: "compress it anew with gzip",
        source: "\(program), coreos-cloudinit.go decompressIfGzip",
        verdicts: [.apply: .reject, .userData: .reject])

    static let ignition = CheckRule(
        "coreos-cloudinit/ignition", "the user-data is an Ignition configuration",
        consequence:
            "coreos-cloudinit recognises it and leaves it alone; Ignition reads it where it is given to it.",
        remedy: "check it as Ignition", source: "\(program), config/ignition.go", isError: false)

    static let all: [CheckRule] = [
        listAtTop, manageEtcHosts, fileWithoutPath, namelessUser, namelessUnit, unitSuffix, neverStarted,
        specialBits, decimalPermissions, substitution, duplicateKey, secondDocument, publicKey, gzip,
        gzipDamaged, ignition,
    ]
}
