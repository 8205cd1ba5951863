/// How much of a foreign archive is read before it is taken for an attack or a mistake.
package struct ArchiveLimits: Equatable, Sendable {
    /// The most entries.
    package var entries: Int
    /// The most bytes: of all declared sizes together, and of all data handed out together.
    package var totalBytes: UInt64
    /// The longest path or link target in bytes.
    package var nameLength: Int

    /// The defaults: 1,000,000 entries, 64 GiB, names of 4,096 bytes.
    package init(entries: Int = 1_000_000, totalBytes: UInt64 = 64 << 30, nameLength: Int = 4096) {
        self.entries = entries
        self.totalBytes = totalBytes
        self.nameLength = nameLength
    }
}
