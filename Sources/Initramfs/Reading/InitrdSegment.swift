/// One cpio archive within an initrd: a run of plain entries up to TRAILER!!!, or one compressed stream.
package struct InitrdSegment: Equatable, Sendable {
    /// Counted from 0.
    package let index: Int
    /// Position in the file of its first byte.
    package let start: UInt64
    /// What its first bytes say: compression, window, check.
    package let header: StreamHeader
    /// Position behind its last byte: the padding of its last entry, or the end of the stream.
    package internal(set) var end: UInt64
    /// Bytes of the archive that it unpacks to, with headers and padding; for plain cpio the same as `size`.
    package internal(set) var unpackedSize: UInt64 = 0
    /// Entries of all kinds without trailers, dropped ones too.
    package internal(set) var entries = 0
    /// How often "TRAILER!!!" came.
    package internal(set) var trailers = 0
    /// False where the kernel finds an error in it, or where it is cut.
    package internal(set) var isComplete = false
    /// What the checksum says that the kernel does not look at.
    package internal(set) var integrity = StreamEnd.sound
    /// The tree of this and all segments before it.
    package internal(set) var statistics = TreeStatistics()
    /// The most inodes with several links that the kernel held in its table while it unpacked this segment (8 KiB
    /// each, `struct hash`).
    package internal(set) var linkTable = 0
    /// Directory entries of this and all segments before it, each time one came, and the bytes of their names with
    /// NUL: the kernel keeps them to set times at the end (`dir_add`).
    package internal(set) var directoryEntries = 0
    /// Bytes of the names of those directory entries, each with its NUL.
    package internal(set) var directoryNameBytes: UInt64 = 0

    /// Bytes in the file.
    package var size: UInt64 { end - start }
    /// How it is compressed.
    package var compression: Compression { header.compression }
    /// Whether "TRAILER!!!" came.
    package var trailerSeen: Bool { trailers > 0 }
    /// Memory in KiB that the kernel's decompressor takes while it unpacks this segment.
    package var windowKiB: UInt64 { header.windowKiB }

    init(index: Int, start: UInt64, header: StreamHeader) {
        self.index = index
        self.start = start
        self.header = header
        end = start
    }
}
