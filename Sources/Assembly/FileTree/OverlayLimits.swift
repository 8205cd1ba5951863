/// How much an overlay may hold.
package struct OverlayLimits: Sendable, Equatable {
    /// The most files, folders and links.
    package var entries: Int
    /// The largest file in bytes: a newc header has eight hexadecimal digits for it
    /// (Documentation/driver-api/early-userspace/buffer-format.rst), so 4 GiB less one at most.
    package var fileSize: UInt64
    /// The most folders within each other; each is an open descriptor while the tree is read.
    package var depth: Int

    package init(entries: Int = 1_000_000, fileSize: UInt64 = 0xffff_ffff, depth: Int = 256) {
        self.entries = entries
        self.fileSize = fileSize
        self.depth = depth
    }
}
