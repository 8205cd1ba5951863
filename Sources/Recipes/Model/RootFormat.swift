/// The form in which a root lies where it lies.
package enum RootFormat: String, Sendable, CaseIterable, Codable {
    /// The archive of the tree, unpacked to a tmpfs that is switched to.
    case archive
    /// The tree itself in the initramfs, which stays the root.
    case cpio
    case squashfs
    case erofs
    case ext4
    /// The files of a folder that a server exports.
    case tree

    /// True where it is an image of a file system.
    package var isImage: Bool { self == .squashfs || self == .erofs || self == .ext4 }
}
