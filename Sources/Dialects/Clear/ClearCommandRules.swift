import Provisioning

/// Rules about runcmd and fbootcmd, and about the order in which lists are carried out.
enum ClearCommandRules {
    static let all = [joined, reversed, unquoted, control, nonASCII, commandMap]

    private static let runcmd = "micro-config-drive 48, src/ccmodules/runcmd.c and src/lib.c, exec_task"
    private static let safe = "write exactly one command that calls a script"

    static let joined = CheckRule(
        "clear/commands-joined", "several commands as plain texts",
        consequence: "All plain texts of the list are joined with blanks into ONE command line: "
            + "[touch a, touch b] runs \"touch a touch b\".",
        remedy: safe, source: runcmd)

    static let reversed = CheckRule(
        "clear/reversed", "a list whose order matters",
        consequence:
            "Items that are lists or maps are carried out from the last to the first, after the plain texts.",
        remedy: safe, source: "micro-config-drive 48, src/interpreters/cloud_config.c, cloud_config_simplify",
        isError: false)

    static let unquoted = CheckRule(
        "clear/words-unquoted", "a command as a list of words that hold blanks or characters of the shell",
        consequence:
            "The words are joined with blanks and given to the shell as one line: words fall apart, and "
            + "\"sh -c\" gets its first word only.",
        remedy: safe, source: runcmd, isError: false)

    static let control = CheckRule(
        "clear/control-character", "a line break or a tab within a command",
        consequence: "It becomes a letter: a line break the letter n, a tab the letter t.", remedy: safe,
        source: runcmd)

    static let nonASCII = CheckRule(
        "clear/non-ascii", "a letter beyond ASCII in a text that ucd gives to a shell",
        consequence: "Each of its bytes becomes digits: \"ü\" becomes \"303274\".", remedy: "use ASCII here",
        source: runcmd)

    static let commandMap = CheckRule(
        "clear/runcmd-item-map", "a command became a map, for it holds a colon and a blank",
        consequence: "Only what stands before the colon is run.", remedy: "put the whole command in quotes",
        source: runcmd)
}
