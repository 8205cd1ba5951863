/// One run over an initrd: `unpack_to_rootfs` with its loop over segments.
final class Unpacker: DecodedSink {
    private let reader: InitrdReader
    let cursor: InputCursor
    let entries: EntryUnpacker
    let parser: NewcParser
    private(set) var segments: [InitrdSegment] = []
    private(set) var unpackedBytes: UInt64 = 0
    /// Of the compressed stream in hand.
    private var streamStart: UInt64 = 0
    private var streamBytes: UInt64 = 0
    var failure: KernelFailure?
    /// Where a checkpoint is wanted, and the one that was made there.
    var checkpointPosition: UInt64?
    private(set) var checkpoint: ReadCheckpoint?

    init(_ reader: InitrdReader, _ visitor: (any InitrdVisitor)?) {
        self.reader = reader
        cursor = InputCursor(reader.source)
        entries = EntryUnpacker(limits: reader.limits, visitor: visitor)
        parser = NewcParser(support: reader.support, events: entries)
    }

    func run() throws(DecodeStop) {
        while parser.message == nil, cursor.remaining > 0 {
            if cursor.position == checkpointPosition { checkpoint = checkpoint ?? ReadCheckpoint(self) }
            let window = try fetch()
            guard let first = window.first else { break }
            if first == UInt8(ascii: "0"), parser.position & 3 == 0 {
                try plain()
            } else if first == 0 {
                let zeros = ZeroRun.length(window)
                cursor.advance(zeros)
                parser.position += UInt64(zeros)
            } else {
                try closePlain()
                try compressed()
            }
        }
        try finish()
    }

    /// Takes over what an earlier run had found.
    func resume(_ segments: [InitrdSegment], unpackedBytes: UInt64) {
        self.segments = segments
        self.unpackedBytes = unpackedBytes
    }

    private func fetch() throws(DecodeStop) -> UnsafeRawBufferPointer {
        do throws(ReadFault) { return try cursor.bytes(atLeast: 1) } catch { throw .failed(error) }
    }

    // MARK: - Plain archives

    private func plain() throws(DecodeStop) {
        if let open = entries.segment, open.trailers > 0 { try closePlain() }
        if entries.segment == nil { try begin(StreamHeader(Compression.none)) }
        parser.state = .start
        // Contents that nobody wants are stepped over, and then small pieces are the better ones to read.
        let listing = !entries.isObserved
        cursor.readAhead = listing ? 64 << 10 : 1 << 20
        defer { cursor.readAhead = 1 << 20 }
        while parser.message == nil, cursor.remaining > 0 {
            let isContents = parser.state == .copyFile
            let skipped = min(parser.skippable(contents: !entries.wantsContents), cursor.remaining)
            if skipped > 0 {
                if isContents { entries.passed(skipped) }
                try parser.skip(skipped)
                try unpacked(skipped)
                cursor.seek(to: cursor.position + skipped)
                continue
            }
            let window = try fetch()
            parser.beyond = cursor.remaining - UInt64(window.count)
            let taken = try parser.write(window)
            try unpacked(UInt64(taken))
            cursor.advance(taken)
            if taken < window.count { break }
        }
        parser.beyond = 0
    }

    func closePlain() throws(DecodeStop) {
        guard entries.segment != nil else { return }
        let isComplete = parser.message == nil && parser.missing == nil
        let end = min(isComplete ? max(parser.nextHeader, parser.headerStart) : cursor.position, cursor.end)
        try close { segment in
            segment.end = max(end, segment.start)
            segment.unpackedSize = segment.size
            segment.isComplete = isComplete
        }
    }

    // MARK: - Compressed streams

    private func compressed() throws(DecodeStop) {
        let start = cursor.position
        parser.position = 0
        let head: [UInt8]
        do throws(ReadFault) {
            head = try reader.source.bytes(at: start, count: StreamHeader.length)
        } catch {
            throw .failed(error)
        }
        guard head.count >= 2, let compression = StreamHeader.compression(magic: head) else {
            let hint = ArchiveHint.magic(head, at: start)
            return fail(reader.support.invalidMagic, at: start, hint)
        }
        let header = StreamHeader(compression: compression, bytes: head, support: reader.support)
        try begin(header)
        guard reader.support.compressions.contains(compression),
            let decoder = StreamDecoders.decoder(for: header, support: reader.support, limits: reader.limits)
        else {
            parser.message = parser.message ?? .notConfigured(compression)
            return try endStream(.sound)
        }
        streamStart = start
        streamBytes = 0
        do throws(DecodeStop) {
            let end = try decoder.decode(cursor, into: self)
            if parser.state != .reset { parser.message = parser.message ?? reader.support.junkAtEnd }
            try endStream(end)
        } catch {
            switch error {
            case .kernel(let message): parser.message = parser.message ?? message
            case .ended: break
            case .failed: throw error
            }
            try endStream(.sound)
        }
    }

    private func endStream(_ end: StreamEnd) throws(DecodeStop) {
        if let message = parser.message, let segment = entries.segment {
            let hint = ArchiveHint.segment(message, segment.header)
            fail(message, at: segment.start, hint)
            try entries.cutOff()
        }
        if end == .wrongChecksum { entries.warn(.wrongChecksum) }
        if end == .cutTrailer { entries.warn(.cutTrailer) }
        try close { [cursor, parser, streamBytes] segment in
            segment.end = cursor.position
            segment.unpackedSize = streamBytes
            segment.integrity = end
            segment.isComplete = parser.message == nil
        }
        parser.position = cursor.position
    }

    func accept(_ bytes: UnsafeRawBufferPointer) throws(DecodeStop) {
        streamBytes += UInt64(bytes.count)
        try unpacked(UInt64(bytes.count))
        let limits = reader.limits
        let taken = cursor.position - min(streamStart, cursor.position)
        if streamBytes > limits.ratioFrom, streamBytes / limits.ratio > taken {
            throw .failed(ReadFault.limit(.ratio(limits.ratio)))
        }
        try parser.flush(bytes)
    }

    // MARK: -

    private func unpacked(_ count: UInt64) throws(DecodeStop) {
        unpackedBytes += count
        if unpackedBytes > reader.limits.unpackedBytes {
            throw .failed(ReadFault.limit(.unpackedBytes(reader.limits.unpackedBytes)))
        }
    }

    private func begin(_ header: StreamHeader) throws(DecodeStop) {
        try entries.begin(InitrdSegment(index: segments.count, start: cursor.position, header: header))
    }

    private func close(_ complete: (inout InitrdSegment) -> Void) throws(DecodeStop) {
        if let ended = try entries.end(complete) { segments.append(ended) }
    }
}
