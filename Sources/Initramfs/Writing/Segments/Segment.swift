/// One cpio archive whose entries the kernel unpacks as they are meant; only `SegmentBuilder` makes one.
package struct Segment: Sendable {
    /// An entry with its place in the archive.
    struct Item: Sendable {
        let name: EntryName
        let metadata: EntryMetadata
        let inode: UInt32
        let links: UInt32
        let contents: (any EntryContents)?
    }

    /// Raised whenever the same entries and codec give other bytes than before.
    package static let writerVersion = 1

    private let items: [Item]

    init(_ items: [Item]) {
        self.items = items
    }

    /// The names in the order of the archive, added directories included, the trailer not.
    package var names: [EntryName] { items.map(\.name) }

    /// Bytes of the cpio archive, the trailer and the final padding included.
    package var plainSize: UInt64 { plainSize(unit: 4) }

    private func plainSize(unit: UInt64) -> UInt64 {
        let entries = items.reduce(UInt64(0)) { sum, item in
            var size = item.contents?.size ?? 0
            if case .symlink(let target) = item.metadata.kind { size = UInt64(target.count) }
            let name = NewcFormat.writtenName(item.name)
            return sum + NewcFormat.entrySize(nameLength: name.count, dataSize: size)
        }
        return NewcFormat.aligned(entries + NewcFormat.trailerSize, to: unit)
    }

    /// Writes the segment; its length is a multiple of 4, and the same entries give the same bytes on every
    /// machine.
    ///
    /// - Parameters:
    ///   - sink: gets the bytes; what it buffers is flushed by the caller.
    ///   - codec: how they are compressed.
    ///   - workers: threads for zstd and xz; no influence on the bytes.
    ///   - unit: the archive is filled up to a multiple of it before compression: 4, or 512 as cpio(1) does.
    /// - Throws: what contents, codec and sink throw; the sink's bytes are no segment then.
    @discardableResult
    package func write<Sink: ByteSink & ~Copyable>(
        to sink: inout Sink, codec: SegmentCodec, workers: Int = 2, unit: UInt64 = 4
    ) throws -> SegmentSizes {
        let unit = max(4, NewcFormat.aligned(unit))
        let plain = plainSize(unit: unit)
        let stored = try withUnsafeMutablePointer(to: &sink) { pointer in
            let out = CountingSink(BorrowedSink(pointer))
            let level = codec.level ?? 0
            switch codec.compression {
            case .none:
                return try emit(into: out, unit).count
            case .gzip:
                return try emit(into: GzipSink(out, level: level), unit).finish().count
            case .xz:
                let codec = try XzSink(out, level: level, contentSize: plain, threads: workers)
                return try emit(into: codec, unit).finish().count
            case .zstd:
                let codec = try ZstdSink(out, level: level, pledgedSize: plain, workers: workers)
                return try emit(into: codec, unit).finish().count
            case .lz4:
                return try emit(into: Lz4Sink(out, level: level), unit).finish().count
            case .lzma, .bzip2, .lzo:
                throw CodecFault.unsupported("\(codec.compression.rawValue) is read, but not written")
            }
        }
        return SegmentSizes(plain: plain, stored: stored)
    }

    /// The same for a compression and a level that are checked here; see `SegmentCodec`.
    @discardableResult
    package func write<Sink: ByteSink & ~Copyable>(
        to sink: inout Sink, compression: Compression, level: Int? = nil, workers: Int = 2
    ) throws -> SegmentSizes {
        try write(to: &sink, codec: try SegmentCodec(compression, level: level), workers: workers)
    }

    private func emit<Sink: ByteSink & ~Copyable>(into sink: consuming Sink, _ unit: UInt64) throws -> Sink {
        var writer = NewcWriter(sink)
        for item in items {
            try writer.append(
                item.name, item.metadata, inode: item.inode, links: item.links, contents: item.contents)
        }
        return try writer.finish(unit: unit)
    }
}
