internal import Distributions
internal import Initramfs
internal import Machine
internal import Recipes

/// Decides what the segments of a plan hold: every overlay listed, every path given its place in the tree it lands in,
/// every file's digest known. Nothing is written.
struct SegmentAssembler {
    let parts: ImageParts
    private let modified: UInt32
    let limits: OverlayLimits
    let rootImage: RootImage?
    /// The initramfs, and the root tree that is made from it, as they are before the next segment.
    private(set) var initrdTree: LayeredTree
    private(set) var rootTree: LayeredTree
    var digests: ContentDigests
    /// Whether the root tree is known.
    let rootIsTree: Bool
    let isRootInitramfs: Bool
    /// File capabilities of what is laid over the root.
    private(set) var capabilities: [EntryName: [UInt8]] = [:]
    var diagnostics = Diagnostics()

    /// - Parameters:
    ///   - modified: what every entry says of its time: seconds since 1970.
    ///   - index: what the base holds.
    ///   - rootImage: the image that was made of the base's root; nil: none.
    ///   - isRootInitramfs: whether the root tree is the initramfs itself.
    ///   - rootIsTree: whether the root tree is all of the root.
    init(
        parts: ImageParts, index: BaseIndex, digests: ContentDigests, modified: UInt32, limits: OverlayLimits,
        rootImage: RootImage? = nil, isRootInitramfs: Bool = false, rootIsTree: Bool = false
    ) {
        self.parts = parts
        self.rootImage = rootImage
        self.modified = modified
        self.limits = limits
        self.digests = digests
        self.rootIsTree = rootIsTree
        self.isRootInitramfs = isRootInitramfs
        initrdTree = LayeredTree(base: isRootInitramfs ? index.root.paths : index.initrd.paths)
        rootTree = LayeredTree(base: index.root.paths)
    }

    /// The drafts of all segments in the order of the plan; a segment without entries is left out.
    ///
    /// - Throws: `Diagnostics`, everything that is wrong in any of them.
    mutating func drafts(of segments: [PlannedSegment]) throws -> [SegmentDraft] {
        var drafts: [SegmentDraft] = []
        var end: Int?
        for segment in segments {
            // What is last must stay last: stage one takes it for the sign that all has come.
            if segment.items.contains(where: { $0.path == StageOne.sealPath }) { end = drafts.count }
            drafts += draft(segment)
        }
        if let list = try capabilityList() { drafts.insert(contentsOf: draft(list), at: end ?? drafts.count) }
        try digests.save()
        if diagnostics.hasErrors { throw diagnostics }
        return drafts
    }

    /// How many files had to be read to know their digests.
    var filesRead: Int { digests.filesRead }

    private mutating func draft(_ segment: PlannedSegment) -> [SegmentDraft] {
        var prefix = EntryName.root
        if case .root(let path) = segment.placement {
            do {
                prefix = try EntryName(path)
            } catch {
                diagnostics.error(at: nil, "segment \(segment.name): the folder \(path) cannot be: \(error)")
                return []
            }
        }
        var draft = DraftTree(
            tree: prefix.isRoot ? initrdTree : rootTree, prefix: prefix, modified: modified,
            isUnpackedByKernel: prefix.isRoot)
        for item in segment.items { add(item, to: &draft) }
        diagnostics.append(contentsOf: draft.diagnostics)
        guard !draft.collected.isEmpty else { return [] }
        if prefix.isRoot {
            initrdTree = draft.tree
            if isRootInitramfs { note(draft) } else { warnOfCapabilities(draft) }
        } else {
            rootTree = draft.tree
            note(draft)
        }
        let main = SegmentDraft(
            name: segment.name, compression: segment.compression, level: segment.level,
            entries: parents(of: prefix) + draft.collected.values)
        return detach(draft, segment, prefix) + [main]
    }

    /// What replaces a file replaces its capabilities.
    private mutating func note(_ draft: DraftTree) {
        for (name, entry) in draft.collected { capabilities[name] = entry.capability }
    }

    private mutating func add(_ item: PlannedItem, to draft: inout DraftTree) {
        let path: EntryName
        do {
            path = try EntryName(item.path)
        } catch {
            return draft.report(item.origin, "\(Printable.text(item.path)): \(error)")
        }
        switch item.content {
        case .overlay(let source, let owner, let modes, let owners):
            do {
                let tree = try OverlayTree.read(source, position: item.origin, limits: limits)
                let placement = try OverlayPlacement(
                    tree, owner: owner, modes: modes, owners: owners, capabilities: item.capabilities,
                    modified: modified, origin: item.origin)
                placement.put(below: path, into: &draft, digests: &digests)
            } catch {
                draft.append(error)
            }
        case .file(let bytes, let mode, let owner):
            guard let contents = contents(bytes, item, &draft) else { return }
            draft.put(
                path, metadata(.regular, mode, owner), contents, capability: item.capabilities.first?.value,
                item.origin)
        case .directory(let mode, let owner):
            draft.directory(path, permissions: mode, owner: owner, explicit: true, item.origin)
        case .symlink(let target):
            let bytes = Array(target.utf8)
            guard !bytes.isEmpty, bytes.count <= EntryName.maximumLength, !bytes.contains(0) else {
                return draft.report(
                    item.origin,
                    "\(path): a link's target has 1 to \(EntryName.maximumLength) bytes and no NUL")
            }
            draft.put(path, metadata(.symlink(bytes), 0o777, .root), .none, item.origin)
        case .device(let kind, let major, let minor, let mode, let owner):
            // include/linux/kdev_t.h: 12 and 20 bits.
            guard major <= 0xfff, minor <= 0xf_ffff else {
                return draft.report(
                    item.origin, "\(path): the device \(major):\(minor) is none of Linux",
                    hint: "major is at most 4095, minor at most 1048575")
            }
            let entry: EntryKind =
                kind == .character
                ? .character(major: major, minor: minor) : .block(major: major, minor: minor)
            draft.put(path, metadata(entry, mode, owner), .none, item.origin)
        }
    }

    private func metadata(_ kind: EntryKind, _ permissions: UInt32, _ owner: Owner) -> EntryMetadata {
        EntryMetadata(
            kind: kind, permissions: permissions, uid: owner.uid, gid: owner.gid, modified: modified)
    }

    /// The folders that lead to a root tree's files within the initramfs: root's, 0755.
    private func parents(of prefix: EntryName) -> [DraftEntry] {
        var result: [DraftEntry] = []
        var next = prefix
        while !next.isRoot, let parent = next.parent {
            result.append(
                DraftEntry(name: next, metadata: metadata(.directory, 0o755, .root), contents: .none))
            next = parent
        }
        return result
    }

    /// A segment before the segment, for paths where the kernel would write into what is there: a symbolic link of the
    /// same name is of another type, so the kernel removes what is there first (init/initramfs.c, `clean_path`), and
    /// what was asked for then replaces the link.
    private mutating func detach(
        _ draft: DraftTree, _ segment: PlannedSegment, _ prefix: EntryName
    ) -> [SegmentDraft] {
        guard !draft.writtenThrough.isEmpty else { return [] }
        guard prefix.isRoot else {
            for name in draft.writtenThrough where draft.collected[name]?.metadata.kind == .regular {
                diagnostics.warning(
                    at: draft.collected[name]?.origin,
                    "\(name) has further names in the root tree (hard links); replacing it may change them too"
                )
            }
            return []
        }
        var entries: [EntryName: DraftEntry] = [:]
        for name in draft.writtenThrough {
            entries[name] = DraftEntry(
                name: name, metadata: metadata(.symlink(Array("/dev/null".utf8)), 0o777, .root),
                contents: .none)
            var next = name.parent
            while let parent = next, let entry = draft.collected[parent] {
                entries[parent] = entry
                next = parent.parent
            }
        }
        return [
            SegmentDraft(
                name: "\(segment.name)-detach", compression: .none, level: nil, entries: Array(entries.values)
            )
        ]
    }
}
