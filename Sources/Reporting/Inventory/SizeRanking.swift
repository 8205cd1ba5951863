import Initramfs

/// Finds the largest files and directories of a tree, whose files are told one by one in any order.
package struct SizeRanking: Sendable {
    /// The largest files so far, largest first.
    private var files: [(name: EntryName, bytes: UInt64)] = []
    /// Bytes below each directory.
    private var directories: [EntryName: UInt64] = [:]
    private let limit: Int

    /// - Parameter limit: how many files and how many directories are wanted.
    package init(limit: Int = 10) {
        self.limit = max(0, limit)
    }

    /// Adds a regular file of the final tree; a hard-linked one once, under one of its names.
    package mutating func add(_ name: EntryName, bytes: UInt64) {
        insert(name, bytes)
        var folder = name.parent
        while let current = folder, !current.isRoot {
            directories[current] = Self.sum(directories[current] ?? 0, bytes)
            folder = current.parent
        }
    }

    private mutating func insert(_ name: EntryName, _ bytes: UInt64) {
        let place = files.firstIndex { Self.precedes((name, bytes), $0) } ?? files.endIndex
        guard place < limit else { return }
        files.insert((name, bytes), at: place)
        if files.count > limit { files.removeLast() }
    }

    /// The largest files, largest first, by name where they are equal.
    package var largestFiles: [SizedPath] {
        files.map { SizedPath($0.name, $0.bytes) }
    }

    /// The directories with most bytes in and below them, without the root. A directory that only wraps another, all its
    /// bytes being below one sub-directory, is left out: the chain from `/usr` down to one heavy folder would fill the
    /// list with a single fact.
    package var largestDirectories: [SizedPath] {
        var wrappers: Set<EntryName> = []
        for (name, bytes) in directories {
            if let parent = name.parent, directories[parent] == bytes { wrappers.insert(parent) }
        }
        return directories.filter { !wrappers.contains($0.key) }
            .map { ($0.key, $0.value) }
            .sorted(by: Self.precedes)
            .prefix(limit)
            .map { SizedPath($0.0, $0.1) }
    }

    private static func precedes(_ left: (EntryName, UInt64), _ right: (EntryName, UInt64)) -> Bool {
        left.1 != right.1 ? left.1 > right.1 : left.0 < right.0
    }

    private static func sum(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? .max : sum
    }
}
