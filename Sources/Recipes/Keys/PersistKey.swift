/// An element of `[[root.persist]]`.
package enum PersistKey: String, TableKeys {
    case path
    case nfs
    case label
    case type
    case options

    package static let summary = "A folder that outlives a reboot: on a server or on a disk of the node."
    package static let exactlyOne: [[PersistKey]] = [[.nfs, .label]]

    package var rule: KeyRule {
        switch self {
        case .path:
            KeyRule(
                .text(.imagePath), required: true, "The folder, in the running system.",
                example: #""/var/lib/docker""#)
        case .nfs:
            KeyRule(
                .text(.nfsPlace), "The server and the folder that it exports for writing.",
                example: #""10.0.0.1:/srv/state""#)
        case .label:
            KeyRule(.text(.diskLabel), "The label of a file system of a local disk.", example: #""STATE""#)
        case .type:
            KeyRule(
                .choice(["ext4", "xfs", "btrfs"]), "The file system of the local disk; as found unless said.",
                example: #""ext4""#)
        case .options:
            KeyRule(.text(.mountOptions), "Options of the mount.", example: #""noatime""#)
        }
    }
}
