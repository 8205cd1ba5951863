/// Writes newc entries to a sink, one after another, as they are given: `Segment` knows the rules between
/// them.
package struct NewcWriter<Sink: ByteSink & ~Copyable>: ~Copyable {
    private var sink: Sink
    private var scratch: [UInt8] = []
    /// Zeros after the last entry's data; they go out with the next header.
    private var owed = 0
    /// Bytes so far, those still owed included; always a multiple of 4.
    package private(set) var count: UInt64 = 0

    package init(_ sink: consuming Sink) {
        self.sink = sink
        scratch.reserveCapacity(NewcFormat.headerLength + EntryName.maximumLength + 4)
    }

    /// Writes one entry.
    ///
    /// - Parameters:
    ///   - inode: unique in the archive, but for the names of one file.
    ///   - links: how many names the inode has; 1 unless it is a hard-linked file or a directory.
    ///   - contents: a regular file's bytes; nil for none, as with the second name of a file.
    /// - Throws: `NewcFault`, and what the contents and the sink throw; the archive is unusable then.
    package mutating func append(
        _ name: EntryName, _ metadata: EntryMetadata, inode: UInt32, links: UInt32,
        contents: (any EntryContents)? = nil
    ) throws {
        var header = NewcHeaderBytes()
        header.inode = inode
        header.mode = metadata.mode
        header.uid = metadata.uid
        header.gid = metadata.gid
        header.links = links
        header.modified = metadata.modified
        var target: [UInt8] = []
        switch metadata.kind {
        case .symlink(let bytes): target = bytes
        case .character(let major, let minor), .block(let major, let minor):
            header.deviceMajor = major
            header.deviceMinor = minor
        case .regular, .directory, .fifo, .socket: break
        }
        if contents != nil, metadata.kind != .regular { throw NewcFault.contentsOfNoFile(name) }
        let size = contents?.size ?? UInt64(target.count)
        guard let dataSize = UInt32(exactly: size) else { throw NewcFault.tooLarge(name, size: size) }
        header.dataSize = dataSize
        startScratch()
        let zeros = scratch.count
        header.append(name: NewcFormat.writtenName(name), to: &scratch)
        scratch += target
        scratch += repeatElement(0, count: padding(target.count))
        try sink.write(scratch)
        count += UInt64(scratch.count - zeros)
        if let contents, size > 0 { try append(contents, of: name, size: size) }
    }

    /// Writes the last entry, fills up with zeros to a multiple of `unit` and gives the sink back.
    ///
    /// - Parameter unit: a multiple of 4; 512 is what cpio(1) does, for tapes' sake.
    package consuming func finish(unit: UInt64 = 4) throws -> Sink {
        startScratch()
        let zeros = scratch.count
        NewcHeaderBytes().append(name: NewcFormat.trailer, to: &scratch)
        let end = NewcFormat.aligned(count + NewcFormat.trailerSize, to: max(4, unit))
        scratch += repeatElement(0, count: Int(end - count) + zeros - scratch.count)
        try sink.write(scratch)
        return sink
    }

    private mutating func append(_ contents: any EntryContents, of name: EntryName, size: UInt64) throws {
        let written = try withUnsafeMutablePointer(to: &sink) { pointer in
            var counter = CountingSink(BorrowedSink(pointer))
            try contents.write(to: &counter)
            return counter.count
        }
        guard written == size else { throw NewcFault.wrongSize(name, announced: size, written: written) }
        owed = padding(Int(size % 4))
        count += size + UInt64(owed)
    }

    private mutating func startScratch() {
        scratch.removeAll(keepingCapacity: true)
        scratch += repeatElement(0, count: owed)
        owed = 0
    }

    private func padding(_ count: Int) -> Int { (4 - count % 4) % 4 }
}
