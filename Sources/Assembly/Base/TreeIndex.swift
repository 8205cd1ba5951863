package import Initramfs

/// What was found in one part of the base: its paths and what they cost; of an initrd also how it begins and ends.
package struct TreeIndex: Sendable, Equatable {
    /// What the layout of an initrd must know of one that comes first.
    package struct Shape: Sendable, Equatable, Codable {
        package var first: Compression
        package var last: Compression
        package var trailingZeros: UInt64
        package var hasTrailer: Bool
        /// The kernel's message, in a sentence, where it does not unpack the whole: what follows would be lost.
        package var failure: String?
    }

    package let paths: PathTable
    package let statistics: TreeStatistics
    /// Nil for a root archive.
    package let shape: Shape?
    /// What the user should know.
    package let notes: [String]

    package static let empty = TreeIndex(paths: .empty, statistics: TreeStatistics(), shape: nil, notes: [])

    package init(paths: PathTable, statistics: TreeStatistics, shape: Shape?, notes: [String]) {
        self.paths = paths
        self.statistics = statistics
        self.shape = shape
        self.notes = notes
    }
}
