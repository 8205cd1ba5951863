/// What an unpacked tree costs, counted from its final state (a later entry of the same name replaces an earlier one).
///
/// The terms are those of the memory model: pages of 4 KiB, inner nodes of the page cache's index (64 slots each).
package struct TreeStatistics: Equatable, Sendable, Codable {
    /// Inodes of regular files (hard links counted once).
    package var regularFiles = 0
    package var directories = 0
    package var symlinks = 0
    /// Device nodes, FIFOs, sockets.
    package var nodes = 0
    /// Further names of regular files beyond the first.
    package var extraLinks = 0
    /// Inodes with more than one name.
    package var linkGroups = 0
    /// Bytes of regular files.
    package var bytes: UInt64 = 0
    /// Sum of ceil(size / 4096) over regular files.
    package var pages: UInt64 = 0
    /// Inner page-cache index nodes: for each file of more than one page ceil(p/64) + ceil(./64) + … down to 1.
    package var indexNodes: UInt64 = 0
    /// How many names have a last component of this many bytes.
    package var nameLengths: [Int: Int] = [:]
    /// How many symbolic links have a target of this many bytes.
    package var targetLengths: [Int: Int] = [:]
    /// Sum over directories of path length + 1, and 24 bytes each are added by the model.
    package var directoryPathBytes: UInt64 = 0

    package init() {}

    /// All names: inodes of every type and the further names of hard links.
    package var names: Int { regularFiles + directories + symlinks + nodes + extraLinks }
}
