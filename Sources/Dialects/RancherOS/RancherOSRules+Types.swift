import Provisioning

extension RancherOSRules {
    static let types = [wrongType, refusedType, emptyNumber, emptyService, commandSyntax, nullWipes]

    static let wrongType = rule(
        "wrong-type", "The value has a type that the node cannot convert.",
        "The whole file is dropped with one line in the log: nothing of it takes effect. The validator does not see "
            + "this within services, interfaces, mounts and runcmd.",
        "Write the value in the type that is wanted.",
        from:
            "rancher/os v1.5.8: config/disk.go (readConfigs), config/types.go; seen with the release's own program",
        dropped)

    static let refusedType = rule(
        "refused-type", "The value has a type that neither the validator nor the node takes.",
        "The whole file is dropped with one line in the log: nothing of it takes effect.",
        "Write the value in the type that is wanted.",
        from: "rancher/os v1.5.8: config/schema.go, config/types.go; seen with the release's own program",
        refusedByAll)

    static let emptyNumber = rule(
        "empty-number", "An empty text stands for a number.",
        "The YAML library reads the first byte of nothing and the program crashes; as init that is a kernel panic at "
            + "every boot.",
        "Write a number, or leave the key out.",
        from: "rancher/os v1.5.8: vendored candiedyaml: resolver.go (resolve_int)", dropped)

    static let emptyService = rule(
        "empty-service", "A service has no value.",
        "The loader follows a pointer to nothing and crashes; as init that is a kernel panic at every boot.",
        "Give the service an image, or leave it out.",
        from: "rancher/os v1.5.8: config/disk.go (amendContainerNames)", dropped)

    static let commandSyntax = rule(
        "command-syntax", "The command cannot be split into words.",
        "The whole file is dropped. The splitter knows ASCII letters, digits and common signs only; anything else "
            + "must stand in quotes within the command.",
        "Write the command as a list of texts.",
        from: "rancher/os v1.5.8: vendored libcompose: yaml/types_yaml.go; flynn/go-shlex", dropped)

    static let nullWipes = rule(
        "empty-map", "A key whose value should be a map is empty.",
        "The empty value replaces the whole map that the system has there: an empty \"rancher:\" leaves no system "
            + "service and starts system-docker without options, an empty \"services:\" no system service.",
        "Give the key a value, or leave it out.",
        from: "rancher/os v1.5.8: pkg/util/util.go (Merge); seen with the release's own program",
        refusedByValidator)
}
