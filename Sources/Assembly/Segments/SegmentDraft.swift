internal import Initramfs
internal import Machine

/// A segment that is decided but not written: its entries in the order of the archive, and the key of its bytes.
struct SegmentDraft: Sendable {
    let name: String
    let compression: Compression
    let level: Int?
    /// Bytewise by name.
    let entries: [DraftEntry]

    init(name: String, compression: Compression, level: Int?, entries: [DraftEntry]) {
        self.name = name
        self.compression = compression
        self.level = level
        // Numbers are moved about, not entries.
        let names = entries.map(\.name.bytes)
        let order = entries.indices.sorted { names[$0].lexicographicallyPrecedes(names[$1]) }
        self.entries = order.map { entries[$0] }
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
