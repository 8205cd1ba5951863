internal import Initramfs
internal import Machine

/// A segment that is decided but not written: its entries in the order of the archive, and the key of its bytes.
struct SegmentDraft: Sendable {
    let name: String
    let compression: Compression
    let level: Int?
    /// Bytewise by name, but for the one that must be the last.
    let entries: [DraftEntry]

    /// - Parameter last: an entry that must be the last one, whatever its name.
    init(
        name: String, compression: Compression, level: Int?, entries: [DraftEntry], last: EntryName? = nil
    ) {
        self.name = name
        self.compression = compression
        self.level = level
        // Numbers are moved about, not entries.
        let names = entries.map(\.name.bytes)
        let order = entries.indices.sorted { names[$0].lexicographicallyPrecedes(names[$1]) }
        let sorted = order.map { entries[$0] }
        guard let last else {
            self.entries = sorted
            return
        }
        self.entries = sorted.filter { $0.name != last } + sorted.filter { $0.name == last }
    }

    /// Bytes of all contents.
    var contentBytes: UInt64 { entries.reduce(0) { $0 + $1.size } }

    /// What the segment's bytes depend on: the writer, the codec and its level, and of every entry its metadata, its
    /// name, the digest of its contents and which names are one file.
    var key: SHA256Digest {
        var writer = ByteWriter()
        writer.counted("kimage segment")
        writer.integer(SegmentWriter.version)
        writer.counted(compression.rawValue)
        writer.integer(Int64(level ?? -1))
        writer.integer(UInt64(entries.count))
        var firstOfGroup: [Int: Int] = [:]
        for (index, entry) in entries.enumerated() {
            writer.counted(entry.name.bytes)
            writer.integer(entry.metadata.mode)
            writer.integer(entry.metadata.uid)
            writer.integer(entry.metadata.gid)
            writer.integer(entry.metadata.modified)
            var special: (UInt32, UInt32) = (0, 0)
            var target: [UInt8] = []
            switch entry.metadata.kind {
            case .symlink(let bytes): target = bytes
            case .character(let major, let minor), .block(let major, let minor): special = (major, minor)
            case .regular, .directory, .fifo, .socket: break
            }
            writer.integer(special.0)
            writer.integer(special.1)
            writer.counted(target)
            let first = entry.linkGroup.map { group in
                let known = firstOfGroup[group] ?? index
                firstOfGroup[group] = known
                return known
            }
            writer.integer(Int64(first ?? -1))
            switch entry.contents {
            case .none:
                writer.integer(UInt8(0))
            case .bytes(_, let digest), .file(_, let digest):
                writer.integer(UInt8(1))
                writer.integer(entry.size)
                writer.raw(digest.bytes)
            }
        }
        return ContentHasher.digest(writer.bytes)
    }
}
