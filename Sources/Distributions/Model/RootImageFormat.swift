/// How the tree of a root is made one file.
package enum RootImageFormat: String, Sendable, CaseIterable {
    /// Read only, compressed: the smallest.
    case squashfs
    /// Read only, compressed: the quickest to read from.
    case erofs
    /// What every kernel reads; not compressed.
    case ext4
    /// The kernel's own archive: the tree is the initramfs itself.
    case cpio

    /// What the file is called in the folder of an image.
    package var fileName: String { "rootfs.\(rawValue)" }
}
