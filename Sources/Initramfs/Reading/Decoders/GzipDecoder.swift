/// One member of a gzip file (RFC 1952), read as lib/decompress_inflate.c reads it: of the header's optional fields
/// only the file name is skipped, and the checksum at the end is never compared.
final class GzipDecoder: StreamDecoder {
    /// Flag of a stored file name.
    private static let hasName: UInt8 = 8

    func decode(_ cursor: InputCursor, into sink: any DecodedSink) throws(DecodeStop) -> StreamEnd {
        let head = try fetch(cursor, atLeast: 10)
        guard head.count >= 10, head[0] == 0x1f, head[1] == 0x8b, head[2] == 8 else {
            throw .kernel(.notGzip)
        }
        let flags = head[3]
        cursor.advance(10)
        if flags & Self.hasName != 0 { try skipName(cursor) }
        let check = GzipCheck(sink)
        let inflate = Inflate()
        try inflate.run(cursor, into: check)
        let tail = try fetch(cursor, atLeast: 8)
        guard tail.count >= 8 else {
            cursor.advance(tail.count)
            return .cutTrailer
        }
        let sum = UInt32(truncatingIfNeeded: UInt64(little: tail[..<4]))
        let size = UInt32(truncatingIfNeeded: UInt64(little: tail[4..<8]))
        cursor.advance(8)
        return sum == check.sum.value && size == UInt32(truncatingIfNeeded: check.size)
            ? .sound : .wrongChecksum
    }

    private func skipName(_ cursor: InputCursor) throws(DecodeStop) {
        while true {
            let bytes = try fetch(cursor, atLeast: 1)
            if bytes.isEmpty { throw .kernel(.gzipHeader) }
            if let end = bytes.firstIndex(of: 0) {
                cursor.advance(end + 1)
                return
            }
            cursor.advance(bytes.count)
        }
    }
}

/// Sums up what passes to the real sink.
private final class GzipCheck: DecodedSink {
    private let sink: any DecodedSink
    private(set) var sum = CRC32()
    private(set) var size: UInt64 = 0

    init(_ sink: any DecodedSink) { self.sink = sink }

    func accept(_ bytes: UnsafeRawBufferPointer) throws(DecodeStop) {
        sum.add(bytes)
        size += UInt64(bytes.count)
        try sink.accept(bytes)
    }
}
