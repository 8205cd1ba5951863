/// `[root]`
package enum RootKey: String, TableKeys {
    case type
    case format
    case server
    case port
    case export
    case target
    case initiator
    case lun
    case url
    case version
    case options
    case size
    case verify
    case stores
    case drivers
    case persist
    case debug

    package static let summary = "Where the root of the node lies: in its RAM or on a server."

    package var rule: KeyRule {
        switch self {
        case .type:
            KeyRule(
                .choice(RootType.allCases.map(\.rawValue)), required: true,
                "Where the root lies.", example: #""nbd""#)
        case .format:
            KeyRule(
                .choice(RootFormat.allCases.map(\.rawValue)),
                "Its form there: of ram archive, cpio, squashfs or erofs; of nbd and iscsi squashfs, erofs or ext4; of http "
                    + "squashfs or erofs; of nfs tree.", example: #""squashfs""#)
        case .server:
            KeyRule(
                .text(.machine), "Who serves the root; who answers DHCP unless said.", example: #""10.0.0.1""#
            )
        case .port:
            KeyRule(
                .integer(1...65_535), "Its port; 10809 of nbd, 2049 of nfs, 3260 of iscsi unless said.",
                example: "10809")
        case .export:
            KeyRule(
                .text(.rootExport),
                "The name of an NBD export, or the path of an NFS export; named after the image unless said.",
                example: #""/srv/kimage/worker""#)
        case .target:
            KeyRule(
                .text(.iscsiName), "The name of the iSCSI target; made of the image's name unless said.",
                example: #""iqn.2026-01.org.example:worker""#)
        case .initiator:
            KeyRule(
                .text(.iscsiName), "The node's own name for iSCSI; one for all nodes unless said.",
                example: #""iqn.2026-01.org.example:node""#)
        case .lun: KeyRule(.integer(0...255), "The unit of the iSCSI target; 1 unless said.", example: "1")
        case .url:
            KeyRule(
                .text(.rootAddress),
                "Where the image of an http root is fetched from; beside the initrd, by boot.url, unless said.",
                example: #""http://10.0.0.1/kimage/worker/rootfs.squashfs""#)
        case .version:
            KeyRule(
                .choice(["3", "4.0", "4.1", "4.2"]), "The version of NFS; 4.1 unless said.",
                example: #""4.2""#)
        case .options:
            KeyRule(
                .text(.mountOptions), "Further options of the NFS mount.",
                example: #""rsize=1048576,timeo=600""#)
        case .size:
            KeyRule(
                .text(.share), "RAM that the writable layer may take: a share or a size; 75% unless said.",
                example: #""50%""#)
        case .verify:
            KeyRule(
                .choice(["digest", "verity", "off"]),
                "How the node makes sure that an image is the one that was built: its digest, read once, unless said; of nbd "
                    + "and iscsi each block when it is read (verity).",
                example: #""digest""#)
        case .stores:
            KeyRule(
                .texts(.imagePath),
                "Folders that get RAM of their own, since an overlay cannot lie on an overlay or on NFS; those of the "
                    + "container runtimes and of the kubelet unless said.",
                example: #"["/var/lib/docker"]"#)
        case .drivers:
            KeyRule(
                .texts(.module),
                "Modules of the network cards that nodes have; all that the base's kernel has unless said.",
                example: #"["virtio_net", "igb"]"#)
        case .persist:
            KeyRule(
                .tables(PersistKey.self), PersistKey.summary,
                example: #"[{ path = "/var/lib/docker", label = "STATE" }]"#)
        case .debug:
            KeyRule(.boolean, "A shell on the console where something fails, not a reboot.", example: "true")
        }
    }

    /// The types that a key means something for; nil: all.
    package var types: [RootType]? {
        switch self {
        case .server: [.nfs, .nbd, .iscsi]
        case .port: [.nfs, .nbd, .iscsi]
        case .export: [.nfs, .nbd]
        case .target, .initiator, .lun: [.iscsi]
        case .url: [.http]
        case .version, .options: [.nfs]
        case .drivers: [.nfs, .nbd, .iscsi, .http]
        case .type, .format, .size, .verify, .stores, .persist, .debug: nil
        }
    }
}
