import Initramfs

/// One segment of an initrd as the memory model sees it: the tree after it, and what its unpacking takes
/// meanwhile.
package struct UnpackingStep: Equatable, Sendable {
    /// The whole tree as it is when this segment has been unpacked: of all segments up to it, the last writer
    /// of a name counted once.
    package var tree: TreeStatistics
    /// KiB that the decompressor takes for its window and buffers (`StreamHeader.windowKiB`).
    package var windowKiB: Double
    /// Inodes with more than one name that the kernel remembers at once: those of this segment, and of
    /// segments before it that had no TRAILER!!!.
    package var linkTable: Int
    /// Directory entries of this and all segments before it; the kernel remembers them to set their times at
    /// the end of the whole initrd (init/initramfs.c `dir_utime`).
    package var directoryEntries: Int
    /// Sum over those of the bytes of their paths with NUL.
    package var directoryNameBytes: UInt64

    package init(
        tree: TreeStatistics, windowKiB: Double = 0, linkTable: Int = 0, directoryEntries: Int = 0,
        directoryNameBytes: UInt64 = 0
    ) {
        self.tree = tree
        self.windowKiB = windowKiB
        self.linkTable = linkTable
        self.directoryEntries = directoryEntries
        self.directoryNameBytes = directoryNameBytes
    }

    /// A segment of an initrd that was read.
    package init(_ segment: InitrdSegment) {
        self.init(
            tree: segment.statistics, windowKiB: Double(segment.windowKiB), linkTable: segment.linkTable,
            directoryEntries: segment.directoryEntries, directoryNameBytes: segment.directoryNameBytes)
    }

    /// KiB of init/initramfs.c `struct hash`, which has room for a name of PATH_MAX bytes: 8 KiB for each
    /// inode.
    var linkTableKiB: Double { 8 * Double(linkTable) }

    /// KiB of init/initramfs.c `struct dir_entry`; kmalloc's rounding costs about a quarter.
    var directoryTableKiB: Double {
        1.25 * (24 * Double(directoryEntries) + Double(directoryNameBytes)) / 1024
    }
}
