import Initramfs

/// What a tree of files costs and what makes it large.
package struct InventoryTree: Equatable, Sendable {
    package var statistics: TreeStatistics
    package var largestDirectories: [SizedPath]
    package var largestFiles: [SizedPath]

    package init(statistics: TreeStatistics, ranking: SizeRanking) {
        self.statistics = statistics
        largestDirectories = ranking.largestDirectories
        largestFiles = ranking.largestFiles
    }

    /// What an initrd unpacks to.
    package init(_ tree: UnpackedTree, limit: Int = 10) {
        var ranking = SizeRanking(limit: limit)
        var seen: Set<Int> = []
        for item in tree.items() where item.metadata.kind == .regular {
            if item.links > 1, !seen.insert(item.inode).inserted { continue }
            ranking.add(item.name, bytes: item.size)
        }
        self.init(statistics: tree.statistics, ranking: ranking)
    }
}
