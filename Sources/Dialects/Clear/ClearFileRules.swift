import Provisioning

/// Rules about write_files.
enum ClearFileRules {
    static let all = [
        item, encoding, ignoredKey, permissions, decimal, defaultMode, owner, relativePath, shellPath,
        repeatedPath,
    ]

    private static let module = "micro-config-drive 48, src/ccmodules/write_files.c"

    static let item = CheckRule(
        "clear/write-files-item", "a file without content or path",
        consequence: "ucd logs it and does not write the file.", remedy: "give it \"path\" and \"content\"",
        source: module, verdicts: [.apply: .warn])

    static let encoding = CheckRule(
        "clear/encoding", "encoded contents",
        consequence: "ucd knows no encodings: the encoded text itself is written into the file.",
        remedy: "write the text itself, or put the file into an overlay", source: module)

    static let ignoredKey = CheckRule(
        "clear/write-files-key", "a key of a file that ucd does not know",
        consequence: "It is ignored without a word: nothing is appended, deferred or fetched.",
        remedy: "ucd knows path, content, owner and permissions", source: module, isError: false)

    static let permissions = CheckRule(
        "clear/permissions", "permissions that are no octal digits",
        consequence: "ucd prints an error, and the file keeps the mode 0600.", remedy: "write \"0644\"",
        source: module, verdicts: [.apply: .warn])

    static let decimal = CheckRule(
        "clear/permissions-decimal", "permissions that look decimal",
        consequence: "ucd takes all digits for octal: 420 gives the mode 0420, which the owner cannot write.",
        remedy: "write \"0644\"", source: module, isError: false)

    static let defaultMode = CheckRule(
        "clear/default-mode", "a file without permissions",
        consequence: "It gets the mode 0600, where cloud-init and RancherOS give 0644.",
        remedy: "name the permissions", source: module, isError: false)

    static let owner = CheckRule(
        "clear/owner", "an owner that ucd cannot look up",
        consequence:
            "The file is written and stays root's: user and group must both be named, and must exist when "
            + "the block is carried out; numbers are not understood.",
        remedy: "write \"user:group\", and put \"users\" before \"write_files\"", source: module,
        isError: false,
        verdicts: [.apply: .warn])

    static let relativePath = CheckRule(
        "clear/relative-path", "the path of a file is relative",
        consequence: "It is taken from the folder in which ucd runs, / for a service.",
        remedy: "begin it with /",
        source: module, isError: false)

    static let shellPath = CheckRule(
        "clear/path-for-shell", "a folder's name with blanks or characters of the shell",
        consequence:
            "ucd makes the folder by \"mkdir -p\" through a shell, without quotes: the name falls apart, or "
            + "what it holds is run as a command.",
        remedy: "use letters, digits, and . _ - in folders", source: module, verdicts: [.apply: .warn])

    static let repeatedPath = CheckRule(
        "clear/repeated-path", "a path that is written twice",
        consequence:
            "Items are carried out from the last to the first and files are not truncated: the first listed "
            + "wins, and the end of a longer one stays behind it.",
        remedy: "write the file once", source: module)
}
