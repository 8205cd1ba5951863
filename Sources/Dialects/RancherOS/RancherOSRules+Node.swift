import Provisioning

extension RancherOSRules {
    static let node = [
        bootcmdDiskless, stateDiskless, autoformatDiskless, datasourceUnknown, datasourceEmpty,
        datasourcesLost,
        reservedService, agentImage, agentArguments, daemonConflict, mirrorNoScheme,
    ]

    private static let bootstrap = "rancher/os v1.5.8: pkg/init/fsmount/fsmount.go, cmd/control/bootstrap.go"
    private static let docs = "rancher/docs: content/os/v1.x/en"

    static let bootcmdDiskless = rule(
        "bootcmd-diskless", "bootcmd on a node without a disk.",
        "It runs only in the bootstrap container, which starts when a state device is named and does not mount at "
            + "the first try: on a diskless node it never runs.",
        "Use runcmd.", from: bootstrap, isError: false)

    static let stateDiskless = rule(
        "state-diskless", "rancher.state makes a node without a disk look for one.",
        "A device that is not there makes init start a docker of its own and wait up to 30 seconds at every boot; "
            + "with \"required\" it does not boot at all. Where the disk is there, everything of the image but /usr "
            + "is left behind.",
        "Leave rancher.state out for a node that runs in RAM.", from: bootstrap, isError: false)

    static let autoformatDiskless = rule(
        "state-autoformat", "rancher.state.autoformat on a node without a disk.",
        "The first of these devices that begins with 1 MiB of zeros is formatted.",
        "Leave it out for a node that runs in RAM.", from: bootstrap, isError: false)

    static let datasourceUnknown = rule(
        "datasource-unknown", "RancherOS does not know this datasource.",
        "It is skipped without a word.",
        "Use url:, file:, tftp: (since v1.5.2), configdrive, cmdline or a cloud's name; there is no nocloud.",
        from: "rancher/os v1.5.8: cmd/cloudinitsave/cloudinitsave.go (getDatasources)", isError: false)

    static let datasourceEmpty = rule(
        "datasource-empty", "A datasource that needs an address has none.",
        "It is skipped without a word.", "Write it as url:http://host/path.",
        from: "rancher/os v1.5.8: cmd/cloudinitsave/cloudinitsave.go (getDatasources)", isError: false)

    static let datasourcesLost = rule(
        "datasources-lost", "This release ignores configured datasources.",
        "From v1.1.0 to v1.1.4 only the config drive is looked at, whatever is configured.",
        "Use v1.2.0 or later, or embed the whole configuration.",
        from: "rancher/os#2204, fixed by rancher/os@a9bbe504", isError: false)

    static let reservedService = rule(
        "reserved-service", "The service name rancher-agent is reserved by Rancher.",
        "Rancher's own agent container has this name: the two replace each other.", "Call it rancher-agent1.",
        from: docs + "/about/running-rancher-on-rancherOS/_index.md", isError: false)

    static let agentImage = rule(
        "agent-image", "The agent's image and its arguments are of different generations of Rancher.",
        "rancher/agent is Rancher 1.x and takes the registration URL; rancher/rancher-agent is 2.x and takes "
            + "--server, --token and roles. With the other's arguments the container stops at once.",
        "Take image and command from the same server's page.", from: "rancher/os#2730", isError: false)

    static let agentArguments = rule(
        "agent-arguments", "Arguments of the agent stand as keys of the service.",
        "A service has no such keys; they are skipped and the agent starts without them.",
        "Write them into command.", from: "rancher/os#2730", isError: false)

    static let daemonConflict = rule(
        "daemon-json", "daemon.json repeats an option that RancherOS gives on dockerd's command line.",
        "dockerd stops: \"the following directives are specified both as a flag and in the configuration file\".",
        "Set it under rancher.docker only.",
        from: "rancher/os v1.5.8: config/docker_config.go; moby: cmd/dockerd",
        isError: false)

    static let mirrorNoScheme = rule(
        "mirror-scheme", "The registry mirror has no http:// or https://.",
        "dockerd refuses it and does not start.", "Write the whole URL.",
        from: "moby: registry/config.go (ValidateMirror)", isError: false)
}
