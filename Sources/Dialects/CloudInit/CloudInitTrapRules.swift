import Provisioning

/// Rules about what the schema allows and the node makes something else of.
enum CloudInitTrapRules {
    static let all = [
        noDefaultUser, earlyOwner, permissionsForm, base64, emptyPath, relativePath, temporaryPath,
        powerState,
        overwrite,
    ]

    static let noDefaultUser = CheckRule(
        "cloud-init/no-default-user", "keys for the system's own user, and \"users\" without \"default\"",
        consequence:
            "With a list of users that lacks \"default\" the system's own user is not made, and the keys of "
            + "\"ssh_authorized_keys\" are given to nobody.",
        remedy: "add the item \"default\" to \"users\", or move the keys to \"users[].ssh_authorized_keys\"",
        source: "cloud-init 22.4.2, cloudinit/distros/ug_util.py and cloudinit/config/cc_ssh.py",
        isError: false)

    static let earlyOwner = CheckRule(
        "cloud-init/early-owner", "a file belongs to a user that is made later",
        consequence:
            "Files are written before users are made: the owner is unknown, the module stops with an error, "
            + "and all files listed after this one are never written.",
        remedy: "add \"defer: true\" to the file",
        source: "cloud-init 22.4.2, config/cloud.cfg (write-files before users-groups) and cc_write_files.py",
        verdicts: [.apply: .reject])

    static let permissionsForm = CheckRule(
        "cloud-init/permissions-form", "the permissions of a file are no octal digits",
        consequence: "cloud-init logs \"Undecodable permissions\" and writes the file with 0644.",
        remedy: "write octal digits in quotes: \"0755\"",
        source: "cloud-init 22.4.2, cloudinit/config/cc_write_files.py, decode_perms", isError: false,
        verdicts: [.apply: .warn])

    static let base64 = CheckRule(
        "cloud-init/base64", "the contents of a file are no base64",
        consequence:
            "Decoding fails, the module stops with an error, and this file and all listed after it are never "
            + "written.",
        remedy: "encode the contents with base64, or leave the encoding out",
        source: "cloud-init 22.4.2, cloudinit/config/cc_write_files.py, extract_contents",
        verdicts: [.apply: .reject])

    static let emptyPath = CheckRule(
        "cloud-init/empty-path", "a file without a path",
        consequence: "cloud-init logs \"No path provided to write\" and passes over it.",
        remedy: "name the path",
        source: "cloud-init 22.4.2, cloudinit/config/cc_write_files.py", verdicts: [.apply: .reject])

    static let relativePath = CheckRule(
        "cloud-init/relative-path", "the path of a file is relative",
        consequence: "It is taken from the folder in which cloud-init happens to run, usually /.",
        remedy: "begin it with /",
        source: "cloud-init 22.4.2, cloudinit/config/cc_write_files.py: os.path.abspath",
        isError: false)

    static let temporaryPath = CheckRule(
        "cloud-init/temporary-path", "a file in /tmp",
        consequence: "systemd-tmpfiles may clear /tmp after the file was written, in the same boot.",
        remedy: "use /run or /var/lib", source: "cloud-init's documentation of write_files", isError: false)

    static let powerState = CheckRule(
        "cloud-init/power-state-loop", "power_state on a node that boots from RAM",
        consequence:
            "Every boot of a diskless node is its first: with \"reboot\" it boots for ever, with \"poweroff\" "
            + "it is never up.",
        remedy: "leave power_state out, or give it a condition",
        source:
            "cloud-init 22.4.2, cc_power_state_change runs once an instance, and a RAM root remembers none",
        isError: false)

    static let overwrite = CheckRule(
        "cloud-init/disk-overwritten", "a disk is partitioned or formatted anew at every boot",
        consequence:
            "Every boot of a diskless node is its first: with \"overwrite: true\" what the disk holds is "
            + "destroyed each time.",
        remedy: "leave \"overwrite\" out: then a file system that is there is kept",
        source: "cloud-init 22.4.2, cc_disk_setup runs once an instance, and a RAM root remembers none",
        isError: false)
}
