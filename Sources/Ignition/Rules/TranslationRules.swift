import Provisioning

/// What becomes of a cloud-config where the system reads only Ignition and kimage translates it.
enum TranslationRules {
    private static let source = "kimage: how it translates a cloud-config"

    private static func dropped(
        _ words: String, _ summary: String, consequence: String, remedy: String
    ) -> CheckRule {
        CheckRule(
            "ignition/cloud-config-" + words, summary, consequence: consequence, remedy: remedy,
            source: source)
    }

    private static func noted(
        _ words: String, _ summary: String, consequence: String, remedy: String
    ) -> CheckRule {
        CheckRule(
            "ignition/cloud-config-" + words, summary, consequence: consequence, remedy: remedy,
            source: source,
            isError: false)
    }

    static let translated = noted(
        "translated", "the system reads no cloud-config; kimage translates it to Ignition",
        consequence:
            "What Ignition can express is carried out, in the initramfs before the system starts. Given to "
            + "the node as it is, the file has no effect at all.",
        remedy: "embed it by a recipe, or write Butane or Ignition")
    static let key = dropped(
        "key", "this key cannot be translated to Ignition", consequence: "It would be lost without a trace.",
        remedy: "say it with files, units or commands")
    static let packages = dropped(
        "packages", "packages cannot be installed by Ignition",
        consequence: "The system's root is an image; nothing installs packages while Ignition runs.",
        remedy: "put what you need into a container, a systemd-sysext image or an overlay; on Fedora CoreOS "
            + "rpm-ostree layers packages, which a diskless node would do at every boot")
    static let system = noted(
        "coreos", "this key of coreos: has no counterpart", consequence: "It has no effect.",
        remedy: "write the file that it stands for, such as /etc/flatcar/update.conf")
    static let noEffect = noted(
        "no-effect", "this key has no effect here",
        consequence: "What it asks for is so anyway, or means nothing on "
            + "this system.", remedy: "leave it out")
    static let value = dropped(
        "value", "the value has the wrong form", consequence: "kimage cannot tell what is meant.",
        remedy: "write it as the documentation of cloud-init has it")
    static let permissions = noted(
        "permissions", "permissions without quotes are a number to some parsers",
        consequence:
            "kimage reads the digits as octal, as Container Linux does; cloud-init takes a number without a "
            + "leading zero for a decimal one.", remedy: "write them in quotes: \"0644\"")
    static let specialBits = noted(
        "special-bits", "setuid, setgid and sticky bits need Ignition 3.6.0",
        consequence: "kimage leaves them out for this version.", remedy: "set them by a command")
    static let pathTwice = noted(
        "path-twice", "two files have the same path",
        consequence: "The later one is written, as cloud-init would.",
        remedy: "leave the earlier one out")
    static let conflict = dropped(
        "conflict", "the registry or the cluster writes this file or unit too",
        consequence: "Ignition refuses a path that is given twice.", remedy: "say it in one place")
    static let password = dropped(
        "password", "Ignition takes passwords as hashes only",
        consequence: "A password in plain text cannot be set.",
        remedy: "passwd: the output of mkpasswd -m yescrypt")
    static let group = noted(
        "group", "the group has to exist in the system's image",
        consequence:
            "Where it does not, useradd fails, and with it Ignition: the node stops in the emergency shell.",
        remedy: "name it in groups: to have it made, unless the image has it")
    static let unitCommand = noted(
        "unit-command", "Ignition starts no units by command",
        consequence:
            "start becomes enabled, and a unit without [Install] gets WantedBy=multi-user.target; other "
            + "commands are left out.", remedy: "write enable: true and an [Install] section")
    static let unitText = dropped(
        "unit-text", "Ignition cannot parse the unit's text",
        consequence: "Ignition would refuse the whole configuration.", remedy: UnitRules.text.remedy)
    static let unitName = dropped(
        "unit-name", "the name of a unit or drop-in has no proper suffix",
        consequence: "Ignition would refuse the whole configuration.", remedy: UnitRules.suffix.remedy)
    static let authorizedKey = noted(
        "authorized-key", "this is no SSH public key", consequence: UnitRules.authorizedKey.consequence,
        remedy: UnitRules.authorizedKey.remedy)
    static let notYAML = CheckRule(
        "ignition/cloud-config-yaml", "the cloud-config cannot be read",
        consequence: "Nothing can be translated.", remedy: "mend the YAML", source: source)

    static let all = [
        translated, key, packages, system, noEffect, value, permissions, specialBits, pathTwice, conflict,
        password, group,
        unitCommand, unitText, unitName, authorizedKey, notYAML,
    ]
}
