/// Applies what the parser finds to the tree, keeps the limits, and tells the visitor.
final class EntryUnpacker: NewcEvents {
    private let limits: ReadLimits
    private let visitor: (any InitrdVisitor)?

    private(set) var tree = UnpackedTree()
    /// The segment in hand; the reader sets and ends it.
    var segment: InitrdSegment?
    /// Entries of all segments.
    private(set) var entries = 0
    private(set) var warnings: [UnpackWarning] = []
    private(set) var furtherWarnings = 0
    private(set) var hasDamage = false
    private(set) var directoryEntries = 0
    private(set) var directoryNameBytes: UInt64 = 0
    /// The file being written, and whether the visitor wants its contents.
    private(set) var openName: [UInt8]?
    private(set) var wantsContents = false
    private var openOrigin: UInt64 = 0

    init(limits: ReadLimits, visitor: (any InitrdVisitor)?) {
        self.limits = limits
        self.visitor = visitor
    }

    /// Takes over what an earlier run had found.
    func resume(
        _ tree: UnpackedTree, segment: InitrdSegment?, entries: Int, directoryEntries: Int,
        directoryNameBytes: UInt64
    ) {
        self.tree = tree
        self.segment = segment
        self.entries = entries
        self.directoryEntries = directoryEntries
        self.directoryNameBytes = directoryNameBytes
    }

    var index: Int { segment?.index ?? 0 }
    /// True where there is a visitor, who may want contents.
    var isObserved: Bool { visitor != nil }

    func warn(_ kind: UnpackWarning.Kind, name: [UInt8]? = nil, segment: Int? = nil, harmless: Bool = false) {
        let warning = UnpackWarning(kind, segment: segment ?? index, name: name, harmless: harmless)
        hasDamage = hasDamage || warning.isDamage
        if warnings.count < limits.warnings { warnings.append(warning) } else { furtherWarnings += 1 }
    }

    /// Notes that a segment begins.
    func begin(_ segment: InitrdSegment) throws(DecodeStop) {
        self.segment = segment
        tree.links.resetPeak()
        try call { try visitor?.segmentBegan(segment) }
    }

    /// Completes the segment in hand with what was counted.
    func end(_ finish: (inout InitrdSegment) -> Void) throws(DecodeStop) -> InitrdSegment? {
        guard var ended = segment else { return nil }
        finish(&ended)
        ended.statistics = tree.statistics
        ended.linkTable = tree.links.peak
        ended.directoryEntries = directoryEntries
        ended.directoryNameBytes = directoryNameBytes
        segment = nil
        try call { try visitor?.segmentEnded(ended) }
        return ended
    }

    /// Ends a file that is cut by the end of the archive or an error.
    func cutOff() throws(DecodeStop) {
        guard openName != nil else { return }
        tree.closeFile()
        openName = nil
        if wantsContents { try call { try visitor?.contentsEnded(complete: false) } }
        wantsContents = false
    }

    // MARK: - NewcEvents

    func entry(_ header: NewcHeader, name: [UInt8], origin: UInt64) throws(DecodeStop) -> Bool {
        try count(header, name)
        if header.isDirectory {
            directoryEntries += 1
            directoryNameBytes += UInt64(name.count) + 1
        }
        let applied = tree.apply(header, name, segment: index)
        try checkNames()
        warn(of: applied, header, name)
        let wanted = try tell(header, name, nil, applied.effect, origin)
        guard applied.isOpen else { return false }
        openName = name
        openOrigin = origin
        wantsContents = wanted
        return true
    }

    func symlink(
        _ header: NewcHeader, name: [UInt8], target: [UInt8], origin: UInt64
    ) throws(DecodeStop) {
        try count(header, name)
        let effect = tree.apply(header, name, target: target)
        try checkNames()
        if case .dropped(let reason) = effect { warn(.dropped(reason), name: name) }
        _ = try tell(header, name, target, effect, origin)
    }

    func contents(_ bytes: UnsafeRawBufferPointer) throws(DecodeStop) {
        tree.write(bytes.count, segment: index, origin: openOrigin)
        if wantsContents { try call { try visitor?.contents(bytes) } }
    }

    /// Counts contents that nobody wants and that were not read.
    func passed(_ count: UInt64) { tree.write(Int(count), segment: index, origin: openOrigin) }

    func contentsEnd() throws(DecodeStop) {
        tree.closeFile()
        openName = nil
        if wantsContents { try call { try visitor?.contentsEnded(complete: true) } }
        wantsContents = false
    }

    func skipped(_ header: NewcHeader, _ reason: DropReason, origin: UInt64) throws(DecodeStop) {
        try count(header, [])
        tree.removed = nil
        warn(.dropped(reason))
        _ = try tell(header, [], nil, .dropped(reason), origin)
    }

    func trailer() throws(DecodeStop) {
        tree.links.free()
        segment?.trailers += 1
    }

    // MARK: -

    private func count(_ header: NewcHeader, _ name: [UInt8]) throws(DecodeStop) {
        guard UInt64(entries) < limits.entries else {
            throw .failed(ReadFault.limit(.entries(limits.entries)))
        }
        entries += 1
        segment?.entries += 1
        if !header.isHexadecimal { warn(.notHexadecimal, name: name) }
    }

    private func checkNames() throws(DecodeStop) {
        if UInt64(tree.nameBytes) > limits.nameBytes {
            throw .failed(ReadFault.limit(.nameBytes(limits.nameBytes)))
        }
    }

    private func warn(of applied: UnpackedTree.Applied, _ header: NewcHeader, _ name: [UInt8]) {
        if let target = applied.replacedLink { warn(.linkReplacedByDirectory(target: target), name: name) }
        if let first = applied.clobbered {
            warn(.takenForLink(of: first.name, segment: first.segment), name: name)
        }
        if case .dropped(let reason) = applied.effect {
            warn(.dropped(reason), name: name, harmless: isReadEarly(name))
        }
        if let before = applied.before,
            (before.permissions, before.uid, before.gid) != (header.permissions, header.uid, header.gid)
        {
            warn(
                .directoryChanged(permissions: before.permissions, uid: before.uid, gid: before.gid),
                name: name)
        }
    }

    /// Microcode and ACPI tables are found in the first, plain archive by their name before anything is unpacked
    /// (lib/earlycpio.c), so it does not matter that their directories may be missing.
    private func isReadEarly(_ name: [UInt8]) -> Bool {
        index == 0 && segment?.compression == Compression.none && name.starts(with: "kernel/".utf8)
    }

    private func tell(
        _ header: NewcHeader, _ name: [UInt8], _ target: [UInt8]?, _ effect: UnpackEffect, _ origin: UInt64
    ) throws(DecodeStop) -> Bool {
        guard let visitor else { return false }
        var path: [UInt8]?
        if case .dropped = effect {} else { path = tree.path(of: name, follow: header.isDirectory) }
        let entry = UnpackedEntry(
            ordinal: entries - 1, segment: index, header: header, name: name, target: target, effect: effect,
            path: path, removed: tree.removed, origin: origin)
        var wanted = false
        try call { wanted = try visitor.entry(entry) }
        return wanted
    }

    private func call(_ body: () throws -> Void) throws(DecodeStop) {
        do { try body() } catch { throw .failed(error) }
    }
}
