import Provisioning

/// What goes wrong between a recipe's `[registry]` and the user's own configuration.
package enum RegistryRules {
    /// Every rule about registries, for `kimage explain`.
    package static let all = [flagAndFile, ownFile, notJSON]

    static let flagAndFile = CheckRule(
        "registry/flag-and-file", "A directive of Docker's both as a flag and in its file.",
        consequence:
            "dockerd ends at its start: the following directives are specified both as a flag and in the configuration file. RancherOS starts it with --group, --host, --log-opt and what its cloud-config says.",
        remedy: "say it in one place",
        source: "moby, daemon/config; rancher/os: docker's flags are made from the cloud-config")
    static let ownFile = CheckRule(
        "registry/own-file", "The configuration writes a file that [registry] makes.",
        consequence:
            "One of the two is replaced by the other: the mirror, the certificate or the user's own settings are lost.",
        remedy: "take what [registry] says into it, or leave it to [registry]",
        source: "cloud-init and its kin carry write_files out after the image was made")
    static let notJSON = CheckRule(
        "registry/daemon-json", "A daemon.json that is no map of JSON.",
        consequence: "dockerd ends at its start: unable to configure the Docker daemon with file.",
        remedy: "mend it; dockerd --validate --config-file FILE tests it",
        source: "moby, daemon/config/config.go")
}
