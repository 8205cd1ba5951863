/// What the initrd is unpacked to.
package enum RootFileSystem: Equatable, Sendable, Codable {
    /// No limit: an archive that is too large is the panic "System is deadlocked on memory".
    case ramfs
    /// Limited in bytes and in names: `Initramfs unpacking failed: write error`, or nothing at all where
    /// names are short, and /init runs on a part of the tree.
    case tmpfs(TmpfsLimits)

    package var isTmpfs: Bool {
        if case .tmpfs = self { return true }
        return false
    }
}
