import Provisioning

/// Rules about users and groups.
enum ClearUserRules {
    static let all = [
        underscore, ignoredKey, noName, joined, defaultUser, groupBlanks, sudo, system, inactive,
    ]

    private static let module = "micro-config-drive 48, src/ccmodules/users.c"

    static let underscore = CheckRule(
        "clear/users-underscore", "a key of a user with underscores",
        consequence:
            "ucd knows these keys with hyphens only and passes over this one: keys and groups are missing.",
        remedy: "write it with hyphens", source: module, verdicts: [.apply: .warn])

    static let ignoredKey = CheckRule(
        "clear/users-key", "a key of a user that ucd does not know",
        consequence: "ucd logs \"No handler\" and makes the user without it.",
        remedy: "use a command of runcmd, or leave it out", source: module, isError: false,
        verdicts: [.apply: .warn])

    static let noName = CheckRule(
        "clear/users-name", "a user without a name",
        consequence: "ucd logs \"Missing username\" and makes no user.",
        remedy: "add \"name\"", source: module, verdicts: [.apply: .warn])

    static let joined = CheckRule(
        "clear/users-joined", "several users as plain texts",
        consequence: "Their names are joined without a blank: [alice, bob] makes the user \"alicebob\".",
        remedy: "write \"- name: alice\"", source: module)

    static let defaultUser = CheckRule(
        "clear/users-default", "the user \"default\"",
        consequence: "ucd knows no default user: it makes a user of that name.", remedy: "leave it out",
        source: module, isError: false)

    static let groupBlanks = CheckRule(
        "clear/groups-blanks", "groups as one text with blanks",
        consequence:
            "useradd takes \" docker\" for the name of a group, which is missing: the user is not made.",
        remedy: "write a list, or a text without blanks: \"wheel,docker\"", source: module)

    static let sudo = CheckRule(
        "clear/sudo", "rights for sudo that are no rule of sudoers",
        consequence:
            "ucd writes the value into a file of sudoers as it stands; a file that sudo cannot parse "
            + "disables sudo for everybody.",
        remedy: "write \"ALL=(ALL) NOPASSWD:ALL\", or leave \"sudo\" out", source: module)

    static let system = CheckRule(
        "clear/users-system", "system: false",
        consequence:
            "Any value makes the user one of the system: a low number, and no home unless asked for.",
        remedy: "leave \"system\" out", source: module, isError: false)

    static let inactive = CheckRule(
        "clear/users-inactive", "inactive as a number of days",
        consequence: "ucd reads a truth value: 1 expires the account at once.",
        remedy: "leave \"inactive\" out",
        source: module, isError: false)
}
