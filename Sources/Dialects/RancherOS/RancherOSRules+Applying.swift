import Provisioning

extension RancherOSRules {
    static let applying = [
        filePath, fileEncoding, fileNotBase64, fileNotGzip, fileEncodingOld, filePermissions,
        filePermissionsNumber, filePermissionsBits, mountFieldsFew, mountFieldsSwap, mountFieldsMany,
        commandSplit, keyEmpty,
    ]

    private static let source = "rancher/os v1.5.8: cmd/cloudinitexecute/cloudinitexecute.go"
    private static let files = source + ", config/cloudinit/system/file.go"
    private static let notDone: [CheckStage: Verdict] = [.apply: .reject]

    static let filePath = rule(
        "file-path", "A file of write_files has no path.",
        "It is not written; an error is logged.", "Give it an absolute path.", from: files, notDone)

    static let fileEncoding = rule(
        "file-encoding", "A file has an encoding that RancherOS does not know.",
        "It is not written, and nothing is logged.",
        "Use b64, gzip or gz+b64, or leave the key out for plain text.",
        from: "rancher/os v1.5.8: config/cloudinit/config/decode.go", notDone)

    static let fileNotBase64 = rule(
        "file-not-base64", "The content of a file is not the base64 that its encoding says.",
        "It is not written, and nothing is logged.", "Encode the content anew, padded and without blanks.",
        from: "rancher/os v1.5.8: config/cloudinit/config/decode.go", notDone)

    static let fileNotGzip = rule(
        "file-not-gzip", "The content of a file is not the gzip that its encoding says.",
        "It is not written, and nothing is logged.", "Use gz+b64 for compressed contents.",
        from: "rancher/os v1.5.8: config/cloudinit/config/decode.go", notDone)

    static let fileEncodingOld = rule(
        "file-encoding-old", "This release does not decode the contents of files.",
        "A file with an encoding is not written; an error is logged. Since v1.4.0 contents are decoded.",
        "Write the content as plain text, or embed the file itself.",
        from: "rancher/os v1.3.0: cmd/cloudinitexecute/cloudinitexecute.go", notDone)

    static let filePermissions = rule(
        "file-permissions", "The permissions of a file are not octal digits.",
        "It is not written; an error is logged.", "Write them as \"0644\", in quotes.", from: files, notDone)

    static let filePermissionsNumber = rule(
        "file-permissions-number", "The permissions of a file are a number, not a text.",
        "YAML reads 0644 as 420 in decimal, and RancherOS takes these digits for octal: the file gets mode 0420. The "
            + "validator refuses it.",
        "Write them in quotes: \"0644\".", from: files, refusedByValidator)

    static let filePermissionsBits = rule(
        "file-permissions-bits", "The permissions of a file have more than the nine bits of rwxrwxrwx.",
        "setuid, setgid and the sticky bit are lost.", "Set the bit with a command in runcmd.", from: files,
        isError: false)

    static let mountFieldsFew = rule(
        "mount-fields", "A mount has fewer than 4 fields.",
        "The program crashes on it: later mounts and the whole of runcmd are not carried out.",
        "Write [device, mount point, type, options], with \"\" for no options.", from: source, notDone)

    static let mountFieldsSwap = rule(
        "mount-fields-swap", "A swap entry has 3 fields.",
        "An error is logged, the swap space is used all the same.", "Write 4 fields.", from: source,
        isError: false,
        [.apply: .warn])

    static let mountFieldsMany = rule(
        "mount-fields-many", "A mount has more than 4 fields.",
        "An error is logged and the first four are used.", "Write [device, mount point, type, options].",
        from: source, isError: false, [.apply: .warn])

    static let commandSplit = rule(
        "command-list", "A command of several words stands as the only item of a list.",
        "A list is run without a shell: its first item is the program's name, blanks and all.",
        "Write the command as a text, or each word as an item.", from: "rancher/os v1.5.8: pkg/util/util.go",
        isError: false)

    static let keyEmpty = rule(
        "ssh-key-empty", "An item of ssh_authorized_keys is empty.",
        "No key is added by it.", "Write the key, or remove the item.",
        from: "rancher/os v1.5.8: cmd/cloudinitexecute/authorize_ssh_keys.go", isError: false)
}
