/// The moments of publishing at which a power cut or a full disk is tried in tests.
package enum PublishStep: Hashable, Sendable {
    /// The staging folder is there.
    case staged
    /// `vmlinuz` is there.
    case kernel
    /// `initrd.img` has its first bytes: linked, cloned, recycled or about to be copied.
    case initrdBegun
    /// `initrd.img` is whole.
    case initrd
    /// A file of this path is written or taken over.
    case file(String)
    /// All files and folders are on the disk.
    case synchronized
    /// The new folder is in its place.
    case exchanged
    /// The names in `out/` are on the disk.
    case published
    /// The old initrd is put aside or gone, and with it the old folder.
    case removed
    /// The record of this build is written.
    case recorded
}

/// Called at every step; what it throws ends the build there.
package typealias PublishProbe = @Sendable (PublishStep) throws -> Void
