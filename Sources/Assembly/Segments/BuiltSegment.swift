package import Initramfs
package import Machine

/// A segment as it lies in the cache.
package struct BuiltSegment: Sendable, Equatable {
    package let name: String
    package let compression: Compression
    package let level: Int?
    /// How many entries it holds.
    package let entries: Int
    /// Bytes of its files' contents, unpacked.
    package let contentBytes: UInt64
    package let path: String
    package let size: UInt64
    package let digest: SHA256Digest
    /// False where it was in the cache already.
    package let isNew: Bool

    package init(
        name: String, compression: Compression, level: Int?, entries: Int, contentBytes: UInt64, path: String,
        size: UInt64, digest: SHA256Digest, isNew: Bool
    ) {
        self.name = name
        self.compression = compression
        self.level = level
        self.entries = entries
        self.contentBytes = contentBytes
        self.path = path
        self.size = size
        self.digest = digest
        self.isNew = isNew
    }
}
