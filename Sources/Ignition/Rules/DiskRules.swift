import Provisioning

/// What concerns disks, partitions, file systems, RAID and encryption.
enum DiskRules {
    private static let types = "coreos/ignition 2.26, config/v3_6/types/"

    static let deviceMissing = CheckRule.refused(
        "device-missing", "a disk or an encrypted volume has no device", remedy: "give the device's path",
        source: types + "disk.go, luks.go")
    static let numberTaken = CheckRule.refused(
        "partition-number-taken", "two partitions of a disk have the same number",
        remedy: "number 0, or none, takes the next free one", source: types + "disk.go")
    static let overlap = CheckRule.refused(
        "partitions-overlap", "two partitions of a disk overlap",
        remedy: "start 0 takes the largest free place",
        source: types + "disk.go")
    static let labelTaken = CheckRule.refused(
        "partition-label-taken", "two partitions of a disk have the same label", remedy: "one label each",
        source: types + "disk.go")
    static let absentWithValues = CheckRule.refused(
        "partition-absent-with-values", "a partition that should not exist has a label, size, start or type",
        remedy: "only number and wipePartitionEntry go with shouldExist: false",
        source: types + "partition.go")
    static let zeroWithAbsent = CheckRule.refused(
        "partition-zero-with-absent", "a disk mixes partitions without a number and partitions to be removed",
        remedy: "give every partition its number", source: "coreos/ignition 2.26.0, config/v3_6/types/disk.go"
    )
    static let partitionUnnamed = CheckRule.refused(
        "partition-unnamed", "a partition has neither number nor label", remedy: "give one of them",
        source: types + "partition.go")
    static let labelLong = CheckRule.refused(
        "partition-label-long", "the partition's label is longer than 36 bytes", remedy: "shorten it",
        source: types + "partition.go")
    static let labelColon = CheckRule.refused(
        "partition-label-colon", "the partition's label holds a colon",
        remedy: "sgdisk takes none: leave it out",
        source: types + "partition.go")
    static let guid = CheckRule.refused(
        "guid", "the GUID has the wrong form", remedy: "01234567-89AB-CDEF-EDCB-A98765432101",
        source: types + "partition.go")
    static let format = CheckRule.refused(
        "filesystem-format", "Ignition does not make such a file system",
        remedy: "ext4, btrfs, xfs, swap, vfat, or none from 3.3.0", source: types + "filesystem.go")
    static let formatMissing = CheckRule.refused(
        "filesystem-format-missing", "a file system has a path, label, UUID or options and no format",
        remedy: "give the format", source: types + "filesystem.go")
    static let filesystemLabel = CheckRule.refused(
        "filesystem-label-long", "the file system's label is too long",
        remedy: "at most 16 bytes for ext4, 256 btrfs, 12 xfs, 15 swap, 11 vfat",
        source: types + "filesystem.go")
    static let virtiofs = CheckRule.refused(
        "filesystem-virtiofs",
        "virtiofs has no label, UUID, options to be made with, and no device of that length",
        remedy: "device is the tag, at most 36 bytes; give path and mountOptions only",
        source: "coreos/ignition 2.26, config/v3_7_experimental/types/filesystem.go")
    static let onPartitioned = CheckRule.warned(
        "filesystem-on-partitioned-disk", "a file system is made on a disk that gets partitions",
        consequence: "One of them destroys the other.", remedy: "name a partition as the device",
        source: types + "storage.go (since 2.15)")
    static let implicitWipe = CheckRule.warned(
        "filesystem-implicit-wipe", "wipeTable of the disk wipes the file system that is to be kept",
        consequence: "What is on the disk is lost at every boot that runs Ignition.",
        remedy: "set wipeFilesystem, or leave wipeTable out", source: types + "storage.go (since 2.15)")
    static let raidLevel = CheckRule.refused(
        "raid-level", "the RAID level is missing or unknown",
        remedy: "linear, raid0, raid1, raid4, raid5, raid6 or raid10", source: types + "raid.go")
    static let raidSpares = CheckRule.refused(
        "raid-spares", "linear and raid0 take no spares", remedy: "leave spares out",
        source: types + "raid.go")
    static let raidDevices = CheckRule.refused(
        "raid-devices", "a RAID has no devices", remedy: "list the devices", source: types + "raid.go")

    static let all = [
        deviceMissing, numberTaken, overlap, labelTaken, absentWithValues, zeroWithAbsent, partitionUnnamed,
        labelLong, labelColon, guid, format, formatMissing, filesystemLabel, virtiofs, onPartitioned,
        implicitWipe,
        raidLevel, raidSpares, raidDevices,
    ]
}
