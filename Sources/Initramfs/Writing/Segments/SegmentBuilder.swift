/// Collects entries in any order and makes a segment of them, or says why the kernel would not unpack it as
/// meant.
package struct SegmentBuilder: Sendable {
    /// What a directory is like that nobody asked for: 0755, root's, of 1970, unless the base has it.
    package typealias Parent = @Sendable (EntryName) -> EntryMetadata

    private let base: (any BaseTree)?
    private let parent: Parent
    private var entries: [SegmentEntry] = []

    /// - Parameters:
    ///   - base: what the segment is unpacked over; nil for the first one.
    ///   - parent: metadata of directories that are needed and neither given nor in the base.
    package init(
        over base: (any BaseTree)? = nil,
        parent: @escaping Parent = { _ in EntryMetadata(kind: .directory, permissions: 0o755) }
    ) {
        self.base = base
        self.parent = parent
    }

    /// Adds an entry; the order does not matter.
    package mutating func add(_ entry: SegmentEntry) {
        entries.append(entry)
    }

    /// Sorts, adds the missing parent directories, and checks every rule.
    ///
    /// Throws the first fault it meets, the same one whatever the order of adding.
    package func build() throws(SegmentFault) -> Segment {
        var sorted = entries.sorted { $0.name < $1.name }
        for (entry, next) in zip(sorted, sorted.dropFirst()) where entry.name == next.name {
            throw .duplicate(entry.name)
        }
        for entry in sorted { try EntryRules.check(entry) }
        var known: Set<EntryName> = []
        for entry in sorted where entry.metadata.kind == .directory { known.insert(entry.name) }
        var missing: [EntryName] = []
        var checked: EntryName?
        for entry in sorted {
            let above = entry.name.parent
            // Neighbours mostly lie in one directory.
            if above == checked { continue }
            try collectParents(of: entry.name, in: sorted, &known, &missing)
            checked = above
        }
        if let base {
            for entry in sorted { try BaseRules.check(entry, over: base) }
        }
        if !missing.isEmpty {
            sorted += missing.map { SegmentEntry($0, base?.node($0)?.metadata ?? asDirectory(parent($0))) }
            sorted.sort { $0.name < $1.name }
        }
        return Segment(try InodeNumbering.number(sorted))
    }

    /// Every segment carries its parent directories: the kernel makes none (init/initramfs.c has no mkdir -p)
    /// and drops an entry without a word whose directory is missing.
    private func collectParents(
        of name: EntryName, in sorted: [SegmentEntry], _ known: inout Set<EntryName>,
        _ missing: inout [EntryName]
    ) throws(SegmentFault) {
        var current = name
        while let above = current.parent, !above.isRoot {
            if known.contains(above) { return }
            // A link would do only if its target came first, which no order of names promises.
            if contains(above, in: sorted) { throw .notADirectory(above, below: name) }
            if let base { try BaseRules.checkParent(above, of: name, in: base) }
            known.insert(above)
            missing.append(above)
            current = above
        }
    }

    private func contains(_ name: EntryName, in sorted: [SegmentEntry]) -> Bool {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle].name < name { low = middle + 1 } else { high = middle }
        }
        return low < sorted.count && sorted[low].name == name
    }

    private func asDirectory(_ metadata: EntryMetadata) -> EntryMetadata {
        var result = metadata
        result.kind = .directory
        return result
    }
}
