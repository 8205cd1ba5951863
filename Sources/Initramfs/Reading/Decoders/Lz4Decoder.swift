/// The legacy frame of `lz4 -l`, as lib/decompress_unlz4.c reads it: chunks of at most 8 MiB until the input ends, a
/// chunk size of zero comes, or a "chunk size" makes no sense. Whatever follows the frame directly is taken for one.
final class Lz4Decoder: StreamDecoder {
    /// LZ4_DEFAULT_UNCOMPRESSED_CHUNK_SIZE.
    private static let chunk = 8 << 20
    private static let magic: UInt32 = 0x184c_2102
    /// No chunk that unpacks to 8 MiB is longer (LZ4_compressBound, with room to spare).
    private static let longest = 9 << 20

    private let endsAtPadding: Bool

    init(endsAtPadding: Bool) { self.endsAtPadding = endsAtPadding }

    func decode(_ cursor: InputCursor, into sink: any DecodedSink) throws(DecodeStop) -> StreamEnd {
        guard try number(cursor) == Self.magic else { throw .kernel(.invalidHeader) }
        cursor.advance(4)
        var output = PieceBuffer(size: Self.chunk)
        while true {
            guard let size = try number(cursor) else {
                // Older kernels read on; three bytes of padding at the end are then taken for a chunk size.
                if !endsAtPadding { throw .kernel(.lz4Failed) }
                return .sound
            }
            if size == Self.magic {
                cursor.advance(4)
                continue
            }
            if size == 0, endsAtPadding { return .sound }
            cursor.advance(4)
            guard size <= Self.longest, UInt64(size) <= cursor.remaining else { throw .kernel(.lz4Failed) }
            let window = try fetch(cursor, atLeast: Int(size))
            let input = UnsafeRawBufferPointer(rebasing: window[..<Int(size)])
            guard let count = Lz4Block.decode(input, output.memory) else { throw .kernel(.lz4Failed) }
            cursor.advance(Int(size))
            output.count = count
            try output.flush(to: sink)
            if cursor.remaining == 0 { return .sound }
        }
    }

    /// The next four bytes, lowest first; nil where there are fewer.
    private func number(_ cursor: InputCursor) throws(DecodeStop) -> UInt32? {
        let bytes = try fetch(cursor, atLeast: 4)
        return bytes.count >= 4 ? UInt32(truncatingIfNeeded: UInt64(little: bytes[..<4])) : nil
    }
}
