/// One bzip2 stream, as lib/decompress_bunzip2.c reads it.
final class Bzip2Decoder: StreamDecoder {
    /// BZIP2_IOBUF_SIZE; what a damaged stream holds since the last whole piece is lost.
    private static let piece = 4096

    private static let blockStart = 0x3141_5926_5359
    private static let streamEnd = 0x1772_4538_5090

    func decode(_ cursor: InputCursor, into sink: any DecodedSink) throws(DecodeStop) -> StreamEnd {
        let bits = BigBitReader(cursor)
        let magic = try bits.take(32)
        // "BZh1" to "BZh9".
        guard (0x425a_6831...0x425a_6839).contains(magic), !bits.isShort else {
            throw .kernel(.decompressorFailed)
        }
        let block = Bzip2Block(capacity: 100_000 * (magic - 0x425a_6830))
        var output = PieceBuffer(size: Self.piece)
        var total: UInt32 = 0
        while true {
            let start = try bits.take(24) << 24 | bits.take(24)
            let stored = UInt32(truncatingIfNeeded: try bits.take(32))
            if start == Self.streamEnd {
                let isRight = stored == total && !bits.isShort
                // After a last piece of exactly 4,096 bytes bunzip2() takes the zero that read_bunzip() returns for
                // success and never compares the sum.
                let compares = output.count > 0
                bits.finish()
                try output.flush(to: sink)
                if !isRight, compares { throw .kernel(.bzip2Integrity) }
                return isRight ? .sound : .wrongChecksum
            }
            guard start == Self.blockStart, try block.read(bits), !bits.isShort else {
                throw .kernel(.decompressorFailed)
            }
            var sum = Bzip2Sum()
            var ended = false
            while !ended {
                ended = block.write(&output, &sum)
                if output.isFull {
                    bits.commit()
                    try output.flush(to: sink)
                }
            }
            guard sum.value == stored else { throw .kernel(.bzip2Integrity) }
            total = (total << 1 | total >> 31) ^ stored
        }
    }
}
