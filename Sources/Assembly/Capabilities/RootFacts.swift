internal import Archives
internal import Distributions
internal import Initramfs
internal import Machine

/// What stage one must be told of a root archive besides its bytes: the file capabilities that it cannot unpack, and the
/// names that it may unpack under another name.
struct RootFacts: Equatable {
    let capabilities: CapabilityList
    /// Of an archive in the pax format, names that may stand in an extended header, which busybox' tar skips.
    let names: [EntryName]
    /// Of such an archive, links whose target may stand there.
    let links: [RootLink]

    /// Raised whenever reading finds something else in the same archive.
    private static let format = "kimage root facts 2"
    /// Bytes of a name in a ustar header (pax(1)); a longer one may also be split, which busybox does read.
    private static let plainNameLength = 100

    /// The facts of a root archive, from the cache or from the archive.
    ///
    /// - Throws: `ArchiveFault` where it is damaged or exceeds the limits, `CapabilityFault`, `MachineFailure`.
    static func load(_ root: ImagePart, cache: CacheFolder) throws -> RootFacts {
        let path = try cache.folder("index") + "/root-facts-\(root.digest.hex)"
        if let bytes = CacheFile.read(path, format: format), let facts = RootFacts(bytes) {
            CacheSweep.touch(path)
            return facts
        }
        let facts = try read(root.path)
        try CacheFile.write(facts.encoded, to: path, format: format)
        return facts
    }

    /// Reads an archive; an image of a file system has no facts.
    static func read(_ path: String) throws -> RootFacts {
        var collector = Collector()
        do {
            try collector.collect(path)
        } catch {
            guard error.code == .unknownFormat else { throw error }
        }
        let list = try collector.capabilities.map { try FileCapability(name: $0.key, value: $0.value) }
        return RootFacts(
            capabilities: CapabilityList(list), names: collector.names.sorted(),
            links: collector.links.values.sorted { $0.name < $1.name })
    }

    /// What one pass over an archive finds.
    private struct Collector {
        var capabilities: [EntryName: [UInt8]] = [:]
        var names: Set<EntryName> = []
        var links: [EntryName: RootLink] = [:]

        mutating func collect(_ path: String) throws(ArchiveFault) {
            var archive = try ForeignArchive(path: path)
            while let entry = try archive.next() {
                guard let name = try? EntryName(entry.plainPath), !name.isRoot else { continue }
                // A later entry of a path replaces an earlier one with all it had.
                capabilities[name] = entry.capability
                links[name] = nil
                guard archive.formatName.contains("pax") else { continue }
                if !Self.isPlain(entry.path) { names.insert(name) }
                switch entry.kind {
                case .symlink(let target) where !Self.isPlain(target):
                    links[name] = RootLink(name: name, kind: .symbolic(target))
                case .hardLink(let target) where !Self.isPlain(target):
                    guard let first = try? EntryName(ForeignEntry.plain(target)) else { continue }
                    links[name] = RootLink(name: name, kind: .hard(first))
                default: break
                }
            }
        }

        /// Whether no writer has a reason to put it anywhere but into the header's own field.
        private static func isPlain(_ text: [UInt8]) -> Bool {
            text.count <= plainNameLength && text.allSatisfy { $0 < 0x80 }
        }
    }

    /// The plan's segments with these facts among them, where the root comes in a form that lacks them.
    func added(to segments: [PlannedSegment], root: PlannedRoot?) -> [PlannedSegment] {
        if let root, root.format != .archive {
            return StageOne.adding(capabilities: capabilities.bytes, to: segments, of: root)
        }
        return StageOne.adding(
            capabilities: capabilities.bytes, names: CapabilityList.names(names, links: links), to: segments)
    }

    init(capabilities: CapabilityList, names: [EntryName], links: [RootLink] = []) {
        self.capabilities = capabilities
        self.names = names
        self.links = links
    }

    private var encoded: [UInt8] {
        var writer = ByteWriter()
        writer.integer(UInt64(capabilities.entries.count))
        for entry in capabilities.entries {
            writer.counted(entry.name.bytes)
            writer.counted(entry.value)
        }
        writer.integer(UInt64(names.count))
        for name in names { writer.counted(name.bytes) }
        writer.integer(UInt64(links.count))
        for link in links { link.encode(into: &writer) }
        return writer.bytes
    }

    private init?(_ bytes: [UInt8]) {
        var reader = ByteReader(bytes)
        guard let count = reader.count(ofRecords: 16) else { return nil }
        var entries: [FileCapability] = []
        for _ in 0..<count {
            guard let path = reader.counted(), let value = reader.counted(), let name = try? EntryName(path),
                let entry = try? FileCapability(name: name, value: value)
            else { return nil }
            entries.append(entry)
        }
        guard let nameCount = reader.count(ofRecords: 8) else { return nil }
        var names: [EntryName] = []
        for _ in 0..<nameCount {
            guard let name = reader.counted().flatMap({ try? EntryName($0) }) else { return nil }
            names.append(name)
        }
        guard let linkCount = reader.count(ofRecords: 17) else { return nil }
        var links: [RootLink] = []
        for _ in 0..<linkCount {
            guard let link = RootLink(&reader) else { return nil }
            links.append(link)
        }
        guard reader.isAtEnd else { return nil }
        self.init(capabilities: CapabilityList(entries), names: names, links: links)
    }
}
