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
}
