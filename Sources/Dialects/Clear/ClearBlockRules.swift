import Provisioning

/// Rules about the keys at the top and the shapes of their values.
enum ClearBlockRules {
    static let all = [
        unknownKey, bootcmd, notList, notScalar, emptyValue, network, keysNobody, serviceAction, serviceKeys,
        quote, bool,
    ]

    private static let modules = "micro-config-drive 48, src/ccmodules"

    static let unknownKey = CheckRule(
        "clear/unknown-key", "ucd has no handler for the key",
        consequence: "ucd logs \"No handler found\" and goes on; the key has no effect.",
        remedy: "use write_files and runcmd, or leave it out for this system", source: modules + ".h",
        verdicts: [.apply: .warn])

    static let bootcmd = CheckRule(
        "clear/bootcmd", "bootcmd, which only ucd's manual knows",
        consequence: "ucd has no handler for \"bootcmd\": the commands are not run.",
        remedy: "write \"fbootcmd\", which runs at the first boot (every boot of a diskless node)",
        source: modules + "/fbootcmd.c", verdicts: [.apply: .warn])

    static let notList = CheckRule(
        "clear/not-a-list", "a text where a list is needed",
        consequence: "ucd does nothing with it, mostly without a word.",
        remedy: "write a list, even of one item",
        source: modules)

    static let notScalar = CheckRule(
        "clear/not-a-text", "a list where a text is needed",
        consequence:
            "ucd takes the list's node for the text, which has none: it misreads the value or crashes.",
        remedy: "write a plain value", source: modules)

    static let emptyValue = CheckRule(
        "clear/empty-value", "a key without a value",
        consequence: "ucd does nothing with it, or logs an error.",
        remedy: "give it a value or leave the key out", source: modules, isError: false)

    static let network = CheckRule(
        "clear/network", "a key that waits for the network",
        consequence:
            "ucd looks up a name of the Internet for up to five minutes before it goes on, and then calls "
            + "swupd; a node without a way out is not configured before that, and bundles take RAM.",
        remedy: "put what the node needs into the image",
        source: modules + "/wait-for-network.c, packages.c, package_upgrade.c", isError: false,
        verdicts: [.apply: .warn])

    static let keysNobody = CheckRule(
        "clear/keys-for-nobody", "ssh_authorized_keys without a user before it",
        consequence:
            "The keys go to the first user of a \"users\" that stands earlier in the file, or to \"clear\", a "
            + "user that only ucd's own service makes; here they are lost, and nobody can log in.",
        remedy: "put \"users\" before it, or the keys into \"users[].ssh-authorized-keys\"",
        source: modules + "/ssh_authorized_keys.c", verdicts: [.apply: .warn])

    static let serviceAction = CheckRule(
        "clear/service-action", "no action of systemctl, or no name of a service",
        consequence: "ucd logs it and does not call systemctl.",
        remedy:
            "write items such as \"- enable: docker.service\"; actions are start, stop, restart, reload, enable, "
            + "disable, isolate, mask, unmask",
        source: modules + "/service.c", verdicts: [.apply: .warn])

    static let serviceKeys = CheckRule(
        "clear/service-keys", "an item of service with several actions",
        consequence: "Only the first action of an item is carried out.",
        remedy: "write an item for each action",
        source: modules + "/service.c")

    static let quote = CheckRule(
        "clear/quote", "a single quote in a text that ucd puts into a shell command",
        consequence: "The quote ends the text within the command: the command fails or does something else.",
        remedy: "leave the quote out", source: modules)

    static let bool = CheckRule(
        "clear/bool", "a value that is neither true nor false",
        consequence:
            "ucd compares beginnings (1 true yes y on, 0 false no n off); of anything else it makes what "
            + "happens to lie on its stack.",
        remedy: "write true or false", source: "micro-config-drive 48, src/interpreters/cloud_config.c",
        isError: false, verdicts: [.apply: .warn])
}
