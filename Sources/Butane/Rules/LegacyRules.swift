import Provisioning

/// What ct, the Container Linux Config Transpiler, says (coreos/container-linux-config-transpiler v0.9.0).
enum LegacyRules {
    static let program = "ct 0.9.0"

    private static func refused(_ words: String, _ summary: String, remedy: String, source: String)
        -> CheckRule
    {
        CheckRule(
            "clc/\(words)", summary, consequence: "ct refuses the whole configuration and writes nothing.",
            remedy: remedy, source: "\(program), \(source)", verdicts: [.validate: .reject])
    }

    private static func warned(
        _ words: String, _ summary: String, consequence: String, remedy: String, source: String
    ) -> CheckRule {
        CheckRule(
            "clc/\(words)", summary, consequence: consequence, remedy: remedy,
            source: "\(program), \(source)",
            isError: false, verdicts: [.validate: .warn])
    }

    static let yaml = refused(
        "yaml", "the text is not YAML",
        remedy: "indent with blanks, quote texts with a colon and a blank in them",
        source: "config/config.go Parse")
    static let wrongType = refused(
        "wrong-type", "the value has a type that the key does not take",
        remedy: "write a value of the type that the message names", source: "config/config.go Parse")
    static let empty = warned(
        "empty", "the configuration is empty", consequence: "An empty Ignition configuration is written.",
        remedy: "write something", source: "config/config.go Parse")
    static let version = refused(
        "version", "the version is not 0", remedy: "leave version out", source: "config/types/config.go")
    static let unknownKey = warned(
        "unknown-key", "ct has no such key here",
        consequence: "ct warns and leaves the key out; with -strict it refuses the configuration.",
        remedy: "leave the key out or write the one that is meant",
        source: "ignition config/validate/validate.go validateStruct")
    static let mode = warned(
        "mode-missing", "a file or directory has no mode",
        consequence: "It gets 0644, a directory 0755; with -strict ct refuses the configuration.",
        remedy: "give mode: 0644", source: "config/types/files.go ValidateMode")
    static let sources = refused(
        "too-many-sources", "contents have more than one of remote, inline and local",
        remedy: "keep one of them",
        source: "config/types/files.go FileContents.Validate")
    static let localFile = refused(
        "local-file", "a local file cannot be had",
        remedy: "put it below the folder of files (ct -files-dir), or write it inline",
        source: "config/types/files.go")
    static let dimension = refused(
        "partition-size", "a partition's size or start is no size", remedy: "write 100MiB, 2GiB",
        source: "config/types/disks.go convertPartitionDimension")
    static let updateGroup = warned(
        "update-group", "the update group is unknown and there is no server",
        consequence: "update-engine asks for a channel that is not there.",
        remedy: "write stable, beta or alpha",
        source: "config/types/update.go")
    static let updateServer = refused(
        "update-server", "the update server is no URL", remedy: "write the whole address: https://…",
        source: "config/types/update.go")
    static let locksmith = refused(
        "locksmith", "a setting of locksmith is wrong",
        remedy:
            "reboot_strategy: reboot, etcd-lock or off; window_start: \"Thu 04:00\" with window_length: 1h",
        source: "config/types/locksmith.go")
    static let flannel = refused(
        "flannel", "a setting of flannel is wrong",
        remedy: "give a version from 0.5.0 on and JSON as network_config",
        source: "config/types/flannel.go")
    static let flannelVersion = warned(
        "flannel-version", "the version of flannel is newer than ct knows",
        consequence: "Only options of 0.7 are known.", remedy: "write version: 0.7.0",
        source: "config/types/flannel.go ErrFlannelMinorTooNew")
    static let templating = refused(
        "templating", "an option holds braces, which stand for the platform's metadata",
        remedy: "write the address or name itself", source: "config/types/common.go ErrPlatformUnspecified")
    static let etcd = CheckRule(
        "clc/etcd", "the section etcd is not translated here",
        consequence:
            "ct makes a drop-in of etcd-member.service of it, with options by its version; kimage does not.",
        remedy: "write the drop-in below systemd.units: etcd-member.service, 20-clct-etcd-member.conf",
        source: "\(program), config/types/etcd.go", verdicts: [.validate: .reject])

    static let all: [CheckRule] = [
        yaml, wrongType, empty, version, unknownKey, mode, sources, localFile, dimension, updateGroup,
        updateServer,
        locksmith, flannel, flannelVersion, templating, etcd,
    ]
}
