package import Distributions
package import Machine

/// An image of the file system that a base's root tree makes: without anything of a recipe, so that it is made once and
/// shared.
package struct RootImage: Sendable, Equatable {
    package let format: RootImageFormat
    /// In the cache, or the base's own part where that is such an image already. To be copied or linked, never written.
    package let path: String
    /// Bytes, those of a hash tree behind it, too.
    package let size: UInt64
    /// Of all of them.
    package let digest: SHA256Digest
    /// The hash tree at its end; nil: none was asked for.
    package let verity: VerityTree?
    /// What made it, with its version: "mksquashfs 4.5.1"; with a hash tree "mksquashfs 4.5.1, veritysetup 2.6.1".
    package let tool: String
    /// False where it was there already.
    package let isNew: Bool
    /// What the user should know, a sentence each.
    package let notes: [String]
}
