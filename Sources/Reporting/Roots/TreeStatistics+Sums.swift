import Initramfs

extension TreeStatistics {
    /// One file of so many bytes whose name has `nameLength` bytes.
    package static func file(bytes: UInt64, nameLength: Int = 8) -> TreeStatistics {
        var tree = TreeStatistics()
        tree.regularFiles = 1
        tree.bytes = bytes
        tree.pages = bytes / 4096 + (bytes % 4096 == 0 ? 0 : 1)
        // lib/xarray.c: 64 slots in a node; a file of one page has none.
        var level = tree.pages
        while level > 1 {
            level = level / 64 + (level % 64 == 0 ? 0 : 1)
            tree.indexNodes += level
        }
        tree.nameLengths = [nameLength: 1]
        return tree
    }

    /// Two trees that share no name.
    package func joined(with other: TreeStatistics) -> TreeStatistics {
        combined(other, sizes: Self.sum) { $0.addingReportingOverflow($1).overflow ? .max : $0 + $1 }
    }

    /// What is left of this tree without another that is a part of it; nothing of a kind where the other has more.
    package func removing(_ other: TreeStatistics) -> TreeStatistics {
        combined(other, sizes: { $0 > $1 ? $0 - $1 : 0 }, counts: { max(0, $0 - $1) })
    }

    private static func sum(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? .max : sum
    }

    private func combined(
        _ other: TreeStatistics, sizes: (UInt64, UInt64) -> UInt64, counts: (Int, Int) -> Int
    ) -> TreeStatistics {
        var result = TreeStatistics()
        result.regularFiles = counts(regularFiles, other.regularFiles)
        result.directories = counts(directories, other.directories)
        result.symlinks = counts(symlinks, other.symlinks)
        result.nodes = counts(nodes, other.nodes)
        result.extraLinks = counts(extraLinks, other.extraLinks)
        result.linkGroups = counts(linkGroups, other.linkGroups)
        result.bytes = sizes(bytes, other.bytes)
        result.pages = sizes(pages, other.pages)
        result.indexNodes = sizes(indexNodes, other.indexNodes)
        result.directoryPathBytes = sizes(directoryPathBytes, other.directoryPathBytes)
        result.nameLengths = Self.combined(nameLengths, other.nameLengths, counts)
        result.targetLengths = Self.combined(targetLengths, other.targetLengths, counts)
        return result
    }

    private static func combined(
        _ left: [Int: Int], _ right: [Int: Int], _ counts: (Int, Int) -> Int
    ) -> [Int: Int] {
        var result = left
        for (length, count) in right {
            let sum = counts(left[length] ?? 0, count)
            result[length] = sum == 0 ? nil : sum
        }
        return result
    }
}
