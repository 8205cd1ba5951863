import Initramfs

/// An initrd, or what is left of one, as the memory model sees it.
package struct InitrdContent: Equatable, Sendable {
    /// Bytes as they are loaded, with padding.
    package var bytes: UInt64
    /// In the order of unpacking.
    package var steps: [UnpackingStep]

    package init(bytes: UInt64, steps: [UnpackingStep]) {
        self.bytes = bytes
        self.steps = steps
    }

    /// An initrd that was read.
    package init(_ image: InitrdImage) {
        self.init(bytes: image.source.size, steps: image.segments.map { UnpackingStep($0) })
    }

    /// The same without something that only one kind of root needs.
    ///
    /// - Parameters:
    ///   - part: what it unpacks to.
    ///   - bytes: what it takes of the initrd.
    ///   - segments: the archives that hold nothing else, and so go away; an empty range `n..<n`: it lies within
    ///     archive n and those behind it.
    package func removing(_ part: TreeStatistics, bytes: UInt64, segments: Range<Int>) -> InitrdContent {
        var left: [UnpackingStep] = []
        for (index, step) in steps.enumerated() where !segments.contains(index) {
            var step = step
            if index >= segments.lowerBound {
                step.tree = step.tree.removing(part)
                step.directoryEntries = max(0, step.directoryEntries - part.directories)
                step.directoryNameBytes -= min(step.directoryNameBytes, part.directoryPathBytes)
            }
            left.append(step)
        }
        return InitrdContent(
            bytes: self.bytes - min(self.bytes, bytes),
            steps: left.isEmpty ? [UnpackingStep(tree: TreeStatistics())] : left)
    }

    /// What an archive adds to those before it.
    ///
    /// - Returns: nothing where there is no such archive.
    package func tree(of segment: Int) -> TreeStatistics {
        guard steps.indices.contains(segment) else { return TreeStatistics() }
        return segment == 0 ? steps[0].tree : steps[segment].tree.removing(steps[segment - 1].tree)
    }

    /// The same without some of its archives, by their numbers.
    ///
    /// - Parameter bytes: what those take.
    package func removing(segments: Set<Int>, bytes: UInt64) -> InitrdContent {
        var left = self
        for segment in segments.sorted(by: >) where steps.indices.contains(segment) {
            left = left.removing(tree(of: segment), bytes: 0, segments: segment..<(segment + 1))
        }
        left.bytes -= min(left.bytes, bytes)
        return left
    }

    /// The same with an archive more at its end, whose names are new.
    package func adding(_ part: RootPart) -> InitrdContent {
        let last = steps.last ?? UnpackingStep(tree: TreeStatistics())
        var result = self
        // Every archive is padded to 4 bytes.
        let (sum, overflow) = bytes.addingReportingOverflow(part.bytes)
        result.bytes = overflow || sum > .max - 3 ? .max : (sum + 3) / 4 * 4
        result.steps.append(
            UnpackingStep(
                tree: last.tree.joined(with: part.tree), windowKiB: part.windowKiB,
                linkTable: part.tree.linkGroups,
                directoryEntries: last.directoryEntries + part.tree.directories,
                directoryNameBytes: last.directoryNameBytes &+ part.tree.directoryPathBytes))
        return result
    }
}
