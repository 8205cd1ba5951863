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
        var kinds: [EntryName: EntryKind] = [:]
        for entry in sorted { kinds[entry.name] = entry.metadata.kind }
        var missing: Set<EntryName> = []
        for entry in sorted { try collectParents(of: entry.name, kinds, &missing) }
        let added = missing.sorted().map { name in
            SegmentEntry(name, base?.node(name)?.metadata ?? asDirectory(parent(name)))
        }
        if let base {
            for entry in sorted { try BaseRules.check(entry, over: base) }
        }
        sorted = (sorted + added).sorted { $0.name < $1.name }
        return Segment(try number(sorted))
    }

    /// Every segment carries its parent directories: the kernel makes none (init/initramfs.c has no mkdir -p)
    /// and drops an entry without a word whose directory is missing.
    private func collectParents(
        of name: EntryName, _ kinds: [EntryName: EntryKind], _ missing: inout Set<EntryName>
    ) throws(SegmentFault) {
        var current = name
        while let above = current.parent, !above.isRoot {
            if let kind = kinds[above] {
                // A link would do only if its target came first, which no order of names promises.
                guard kind == .directory else { throw .notADirectory(above, below: name) }
                return
            }
            if missing.contains(above) { return }
            if let base { try BaseRules.checkParent(above, of: name, in: base) }
            missing.insert(above)
            current = above
        }
    }

    private func asDirectory(_ metadata: EntryMetadata) -> EntryMetadata {
        var result = metadata
        result.kind = .directory
        return result
    }

    /// Gives inode numbers from 1 on. Names of one file share one; the first of them in the archive carries
    /// the data: the kernel (`maybe_link`) makes the later ones links and leaves what they point to alone
    /// when they have no data, and cpio(1) and bsdcpio(1) extract it so as well.
    private func number(_ sorted: [SegmentEntry]) throws(SegmentFault) -> [Segment.Item] {
        var owners: [EntryName: SegmentEntry] = [:]
        var names: [EntryName: UInt32] = [:]
        for entry in sorted {
            if case .contents = entry.payload { owners[entry.name] = entry }
            if case .hardLink(let target) = entry.payload { names[target, default: 1] += 1 }
        }
        var inodes: [EntryName: UInt32] = [:]
        var items: [Segment.Item] = []
        var last: UInt32 = 0
        for entry in sorted {
            let target: EntryName
            switch entry.payload {
            case .none:
                last += 1
                let links: UInt32 = entry.metadata.kind == .directory ? 2 : 1
                items.append(
                    Segment.Item(
                        name: entry.name, metadata: entry.metadata, inode: last, links: links, contents: nil))
                continue
            case .contents: target = entry.name
            case .hardLink(let name): target = name
            }
            guard let owner = owners[target], case .contents(let contents) = owner.payload else {
                throw .hardLinkTarget(entry.name, target)
            }
            let isFirst = inodes[target] == nil
            if isFirst {
                last += 1
                inodes[target] = last
            }
            items.append(
                Segment.Item(
                    name: entry.name, metadata: owner.metadata, inode: inodes[target] ?? last,
                    links: names[target] ?? 1, contents: isFirst ? contents : nil))
        }
        return items
    }
}
