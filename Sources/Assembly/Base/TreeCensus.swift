package import Initramfs

/// Counts what a tree costs from its final state, in the terms of `TreeStatistics`.
package struct TreeCensus {
    package private(set) var statistics = TreeStatistics()
    private var namesOfInode: [Int: Int] = [:]

    package init() {}

    /// Counts one name.
    ///
    /// - Parameters:
    ///   - inode: the same for the names of one file.
    ///   - size: bytes of a regular file.
    package mutating func count(_ name: EntryName, _ kind: EntryKind, inode: Int, size: UInt64) {
        guard !name.isRoot else { return }
        statistics.nameLengths[name.last.count, default: 0] += 1
        switch kind {
        case .regular:
            let names = namesOfInode[inode, default: 0] + 1
            namesOfInode[inode] = names
            if names == 1 {
                statistics.regularFiles += 1
                addContents(size)
            } else {
                statistics.extraLinks += 1
                if names == 2 { statistics.linkGroups += 1 }
            }
        case .directory:
            statistics.directories += 1
            statistics.directoryPathBytes += UInt64(name.bytes.count) + 1
        case .symlink(let target):
            statistics.symlinks += 1
            statistics.targetLengths[target.count, default: 0] += 1
        case .character, .block, .fifo, .socket:
            statistics.nodes += 1
        }
    }

    private mutating func addContents(_ size: UInt64) {
        let pages = size / 4096 + (size % 4096 > 0 ? 1 : 0)
        statistics.bytes &+= size
        statistics.pages &+= pages
        // Inner nodes of the page cache's index have 64 slots each (lib/xarray.c).
        var level = pages
        while level > 1 {
            level = (level + 63) / 64
            statistics.indexNodes &+= level
        }
    }
}
