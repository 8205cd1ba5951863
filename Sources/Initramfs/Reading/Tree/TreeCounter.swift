/// Keeps the statistics of a tree up to date with each change, so that they can be had after each segment.
struct TreeCounter: Sendable {
    private(set) var statistics = TreeStatistics()

    /// A node has got one more name of that many bytes; `path` is a directory's path length.
    mutating func named(_ node: TreeNode, length: Int, path: Int) {
        change(node, nameLength: length, by: 1, path: path)
        guard node.isRegular, node.links > 1 else {
            count(node, by: 1)
            return
        }
        statistics.extraLinks += 1
        if node.links == 2 { statistics.linkGroups += 1 }
    }

    /// A node has lost one of its names; `node` is as it is afterwards.
    mutating func unnamed(_ node: TreeNode, length: Int, path: Int) {
        change(node, nameLength: length, by: -1, path: path)
        guard node.isRegular, node.links > 0 else {
            count(node, by: -1)
            return
        }
        statistics.extraLinks -= 1
        if node.links == 1 { statistics.linkGroups -= 1 }
    }

    /// A regular file with a name has another size.
    mutating func resized(from old: UInt64, to new: UInt64) {
        statistics.bytes = statistics.bytes &- old &+ new
        statistics.pages = statistics.pages &- Self.pages(old) &+ Self.pages(new)
        statistics.indexNodes = statistics.indexNodes &- Self.indexNodes(old) &+ Self.indexNodes(new)
    }

    /// A symbolic link with a target of that many bytes came or went.
    mutating func target(length: Int, by step: Int) { Self.step(&statistics.targetLengths, length, step) }

    private mutating func count(_ node: TreeNode, by step: Int) {
        if node.isDirectory {
            statistics.directories += step
        } else if node.isSymlink {
            statistics.symlinks += step
        } else if node.isRegular {
            statistics.regularFiles += step
            if step > 0 { resized(from: 0, to: node.size) } else { resized(from: node.size, to: 0) }
        } else {
            statistics.nodes += step
        }
    }

    private mutating func change(_ node: TreeNode, nameLength: Int, by step: Int, path: Int) {
        Self.step(&statistics.nameLengths, nameLength, step)
        guard node.isDirectory else { return }
        let bytes = UInt64(path) + 1
        statistics.directoryPathBytes = statistics.directoryPathBytes &+ (step > 0 ? bytes : 0 &- bytes)
    }

    private static func step(_ histogram: inout [Int: Int], _ key: Int, _ step: Int) {
        let value = histogram[key, default: 0] + step
        histogram[key] = value == 0 ? nil : value
    }

    static func pages(_ size: UInt64) -> UInt64 { size / 4096 + (size % 4096 > 0 ? 1 : 0) }

    /// Inner nodes of the page cache's index, 64 slots each (lib/xarray.c).
    static func indexNodes(_ size: UInt64) -> UInt64 {
        var level = pages(size)
        var sum: UInt64 = 0
        while level > 1 {
            level = (level + 63) / 64
            sum += level
        }
        return sum
    }
}
