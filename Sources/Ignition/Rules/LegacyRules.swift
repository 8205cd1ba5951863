import Provisioning

/// What only spec 2.x has.
enum LegacyRules {
    private static let types = "coreos/ignition 0.35.0, config/v2_4/types/"

    static let filesystemMissing = CheckRule.refused(
        "filesystem-missing", "a file, directory or link names no file system",
        remedy: "\"filesystem\": \"root\"", source: types + "node.go")
    static let filesystemUnknown = CheckRule.warned(
        "filesystem-unknown", "the file system that is named is not defined in this configuration",
        consequence: "Ignition fails on the node unless a configuration that is appended defines it.",
        remedy: "\"filesystem\": \"root\", or define it in storage.filesystems", source: types + "config.go")
    static let filesystemShadowed = CheckRule.warned(
        "filesystem-shadowed", "two file systems have the same name, or one has none or is called root",
        consequence: "Files that name it land on the last one.", remedy: "one name each",
        source: types + "config.go")
    static let mountOrPath = CheckRule.refused(
        "filesystem-mount-or-path", "a file system needs either mount or path", remedy: "give one of them",
        source: types + "filesystem.go")
    static let createMixed = CheckRule.refused(
        "create-mixed", "create is given along with the keys that replace it",
        remedy: "leave create out and put its keys beside it", source: types + "filesystem.go, passwd.go")
    static let deprecated = CheckRule.warned(
        "deprecated", "the key is deprecated", consequence: "It works in this version of the language.",
        remedy: "put the keys of create beside it; sizeMiB and startMiB in place of size and start",
        source: types + "filesystem.go, passwd.go, partition.go")
    static let modeUnset = CheckRule.warned(
        "mode-unset", "a file or directory has no mode",
        consequence: "Ignition 0.35 makes it with mode 0000: nobody but root can read it.",
        remedy: "\"mode\": 420 for a file, 493 for a directory", source: types + "file.go (since 2.2)")
    static let appendAndOverwrite = CheckRule.refused(
        "append-and-overwrite", "append and overwrite are both true", remedy: "one of them",
        source: types + "file.go")
    static let misaligned = CheckRule.refused(
        "partitions-misaligned", "a partition does not start at a multiple of 2048 sectors",
        remedy: "use startMiB", source: types + "disk.go")
    static let unitsMixed = CheckRule.refused(
        "partition-units-mixed", "sectors and MiB are mixed on one disk",
        remedy: "use sizeMiB and startMiB alone",
        source: types + "disk.go")
    static let labelColon = CheckRule.warned(
        "partition-label-cut", "the partition's label holds a colon",
        consequence: "sgdisk takes the colon for the end: the label is cut there.", remedy: "leave it out",
        source: types + "partition.go")
    static let networkdSuffix = CheckRule.refused(
        "networkd-suffix", "the network unit's name has no suffix of networkd's",
        remedy: ".network, .netdev or .link; drop-ins end in .conf", source: types + "unit.go")

    static let all = [
        filesystemMissing, filesystemUnknown, filesystemShadowed, mountOrPath, createMixed, deprecated,
        modeUnset,
        appendAndOverwrite, misaligned, unitsMixed, labelColon, networkdSuffix,
    ]
}
