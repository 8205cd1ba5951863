/// Where the root of a node lies.
package enum RootType: String, Sendable, CaseIterable, Codable {
    case ram
    case nfs
    case nbd
    case iscsi
    case http

    /// The forms that such a root can have, the one that is taken unless said first.
    package var formats: [RootFormat] {
        switch self {
        case .ram: [.archive, .cpio, .squashfs, .erofs]
        case .nfs: [.tree]
        case .nbd, .iscsi: [.squashfs, .erofs, .ext4]
        case .http: [.squashfs, .erofs]
        }
    }

    /// The port of its servers (IANA); nil where none is named.
    package var port: Int? {
        switch self {
        case .ram, .http: nil
        case .nfs: 2049
        case .nbd: 10809
        case .iscsi: 3260
        }
    }

    /// True where a server must be there whenever the node reads what it has not read before.
    package var needsServer: Bool { self == .nfs || self == .nbd || self == .iscsi }

    /// How people call it.
    package var title: String {
        switch self {
        case .ram: "RAM"
        case .nfs: "NFS"
        case .nbd: "NBD"
        case .iscsi: "iSCSI"
        case .http: "HTTP"
        }
    }
}
