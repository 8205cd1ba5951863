import Provisioning

extension RancherOSRules {
    static let commandLine = [
        lineType, lineQuotes, lineQuotesMissing, lineKeys, lineBlanks, lineDots, lineInterface,
        lineOverwritten, lineUnknown,
        lineState, lineFormatzero, lineAfterDashes, lineCharacters,
    ]

    private static let source = "rancher/os v1.5.8: config/cmdline/cmdline.go"

    static let lineType = rule(
        "cmdline-type", "A word of the kernel line has a value of the wrong type.",
        "The configuration cannot be loaded, init stops and the kernel panics within seconds.",
        "Write lists in brackets, [a,b]; truth values as true or false.",
        from: source + ", config/disk.go (LoadConfigWithPrefix); seen with the release's own program",
        [.load: .reject])

    static let lineQuotes = rule(
        "cmdline-quotes", "A list of the kernel line stands in quotes.",
        "Since v0.7.0 it is one text then, not a list: init stops and the kernel panics.",
        "Write the list without quotes around the brackets.", from: "rancher/os#965, #1088, #1283, #1549",
        [.load: .reject])

    static let lineQuotesMissing = rule(
        "cmdline-quotes-missing", "A list of the kernel line stands without quotes.",
        "Before v0.7.0 lists and their items had to be quoted: '[\"url:http://host/path\"]'.",
        "Write the list as '[\"…\"]'.", from: "rancher/os#965, #1116", isError: false)

    static let lineKeys = rule(
        "cmdline-ssh-keys", "cc.ssh_authorized_keys of the kernel line is no list.",
        "It is replaced by an empty list: no key is added, and keys of the configuration are lost too.",
        "Write it in brackets: cc.ssh_authorized_keys=[\"ssh-ed25519 …\"].",
        from: "rancher/os v1.5.8: config/disk.go (mergeMetadata)", isError: false)

    static let lineBlanks = rule(
        "cmdline-blanks", "A value of the kernel line holds a blank.",
        "Before v1.5.5 every blank ends a word, also within brackets and quotes.",
        "Use v1.5.5 or later, or put the value into the embedded configuration.", from: "rancher/os#2755",
        isError: false)

    static let lineDots = rule(
        "cmdline-dots", "A name with a dot cannot be set on the kernel line.",
        "Every dot begins a new level: a sysctl's name becomes a map within a map, which stops init with a kernel "
            + "panic.",
        "Put it into the embedded configuration.", from: source, [.load: .reject])

    static let lineInterface = rule(
        "cmdline-interface", "The name of an interface has a dot.",
        "Every dot begins a new level: eth0.100 becomes the interface eth0 with a key 100, which is ignored.",
        "Put it into the embedded configuration, or use vlans of the interface below.", from: source,
        isError: false)

    static let lineOverwritten = rule(
        "cmdline-overwritten", "The option is given more than once.",
        "Only the last one counts.", "Join the two.", from: source, isError: false)

    static let lineUnknown = rule(
        "cmdline-unknown", "RancherOS knows no such option.", "It is ignored without a word.",
        "Correct the spelling; keys of the top level begin with \"cc.\".", from: source, isError: false)

    static let lineState = rule(
        "cmdline-state", "rancher.state makes a node without a disk look for one.",
        "A device that is not there costs up to 30 seconds at every boot, with \"required\" the boot itself; with "
            + "\"autoformat\" an empty disk is formatted.",
        "Leave rancher.state out for a node that runs in RAM.",
        from: "rancher/os v1.5.8: pkg/init/fsmount/fsmount.go")

    static let lineFormatzero = rule(
        "cmdline-formatzero", "rancher.state.formatzero was removed with v0.7.0.",
        "It is ignored; autoformat formats disks that begin with zeros anyway.", "Remove it.",
        from: "rancher/os#723, #1243, #2144", isError: false)

    static let lineAfterDashes = rule(
        "cmdline-after-dashes", "An option stands after \"--\".",
        "What follows \"--\" is taken out of /proc/cmdline, where this option is looked for.",
        "Put it before \"--\".", from: "rancher/os v1.5.8: cmd/control/console_init.go", isError: false)

    static let lineCharacters = rule(
        "cmdline-characters", "A value of the kernel line holds a letter that RancherOS cannot carry over.",
        "It writes the configuration again before it converts it and cannot read such letters back: init stops and the "
            + "kernel panics.",
        "Keep the kernel line in ASCII.",
        from: "rancher/os v1.5.8: vendored candiedyaml: emitter.go (yaml_emitter_write_double_quoted_scalar)",
        [.load: .reject])
}
