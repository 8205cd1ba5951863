/// What the layout must know of a file that becomes part of an initrd: one segment of ours, or a base as it
/// came.
package struct InitrdPiece: Equatable, Sendable {
    /// Bytes.
    package let size: UInt64
    /// How it begins: `.none` for a plain cpio archive.
    package let first: Compression
    /// How its last segment is compressed; the same as `first` where it has only one.
    package let last: Compression
    /// Zero bytes at its end that belong to no frame.
    package let trailingZeros: UInt64
    /// Whether its last archive ends with TRAILER!!!, so that the kernel forgets its hard links.
    package let hasTrailer: Bool

    /// One segment of ours.
    package init(size: UInt64, compression: Compression) {
        self.init(size: size, first: compression, last: compression)
    }

    /// Anything; a base of several segments for instance.
    package init(
        size: UInt64, first: Compression, last: Compression, trailingZeros: UInt64 = 0,
        hasTrailer: Bool = true
    ) {
        self.size = size
        self.first = first
        self.last = last
        self.trailingZeros = trailingZeros
        self.hasTrailer = hasTrailer
    }

    /// Whether it begins with an archive that is not compressed.
    package var isPlain: Bool { first == .none }
}
