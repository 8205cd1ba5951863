import Provisioning

/// What concerns systemd's units and the users.
enum UnitRules {
    private static let types = "coreos/ignition 2.26, config/v3_6/types/"

    static let suffix = CheckRule.refused(
        "unit-suffix", "the unit's name has no suffix of systemd's",
        remedy:
            ".service, .socket, .device, .mount, .automount, .swap, .target, .path, .timer, .slice or .scope",
        source: types + "unit.go")
    static let dropinSuffix = CheckRule.refused(
        "dropin-suffix", "the drop-in's name does not end in .conf", remedy: "10-name.conf",
        source: types + "unit.go")
    static let text = CheckRule.refused(
        "unit-text", "the unit's text cannot be parsed",
        remedy: "every line is a [Section], a Name=value or a comment; lines are shorter than 2048 bytes",
        source: "coreos/go-systemd v22, unit/deserialize.go")
    static let installMissing = CheckRule.warned(
        "unit-install-missing", "the unit is enabled but has no [Install] section with a line in it",
        consequence: "Enabling does nothing: the unit never starts by itself.",
        remedy: "[Install] and WantedBy=multi-user.target",
        source: "coreos/ignition 2.26, config/shared/validations/unit.go")
    static let templateInstallMissing = CheckRule.warned(
        "template-install-missing", "an instance is enabled whose template has no [Install] section",
        consequence: "Enabling does nothing: the instance never starts by itself.",
        remedy: "put [Install] into the template", source: types + "systemd.go (since 2.15)")
    static let nameSlash = CheckRule.unnoticed(
        "unit-name-slash", "the unit's name holds a slash",
        consequence:
            "ignition-validate accepts it. The file lands in a folder where systemd looks for no units, or "
            + "outside of its folder.", remedy: "a file name", source: "measured with ignition-validate 2.26")
    static let userName = CheckRule.unnoticed(
        "user-name-missing", "a user or a group has no name",
        consequence:
            "ignition-validate accepts it. On the node useradd or groupadd fails, and with it Ignition.",
        remedy: "give the name", source: "measured with ignition-validate 2.26")
    static let authorizedKey = CheckRule.unnoticed(
        "authorized-key", "this is no SSH public key",
        consequence:
            "It lands in authorized_keys as it is; sshd skips the line, and nobody can log in with it.",
        remedy: "one line of a .pub file: type, data, comment", source: "measured with ignition-validate 2.26"
    )

    static let all = [
        suffix, dropinSuffix, text, installMissing, templateInstallMissing, nameSlash, userName,
        authorizedKey,
    ]
}
