/// The frame of `lzop`, as lib/decompress_unlzo.c reads it: one checksum of four bytes is assumed for each block, as
/// lzop writes by default, and is not compared.
final class LzopDecoder: StreamDecoder {
    /// LZO_BLOCK_SIZE.
    private static let blockSize = 256 << 10
    private static let magic: [UInt8] = [0x89, 0x4c, 0x5a, 0x4f, 0x00, 0x0d, 0x0a, 0x1a, 0x0a]
    private static let shortestHeader = 9 + 7 + 4 + 8 + 1 + 4
    private static let hasFilter = 0x800
    /// Flag of an Adler-32 of the unpacked block.
    private static let hasAdler = 1

    func decode(_ cursor: InputCursor, into sink: any DecodedSink) throws(DecodeStop) -> StreamEnd {
        let head = try fetch(cursor, atLeast: 512)
        guard let (length, flags) = Self.header(head) else { throw .kernel(.invalidHeader) }
        cursor.advance(length)
        var output = PieceBuffer(size: Self.blockSize)
        var end = StreamEnd.sound
        while true {
            guard let unpacked = try number(cursor) else { throw .kernel(.lzoCorrupt) }
            if unpacked == 0 { return end }
            guard unpacked <= Self.blockSize else { throw .kernel(.lzoBlockSize) }
            guard let packed = try number(cursor), let sum = try number(cursor), packed > 0,
                packed <= unpacked,
                UInt64(packed) <= cursor.remaining
            else { throw .kernel(.lzoCorrupt) }
            let window = try fetch(cursor, atLeast: packed)
            let input = UnsafeRawBufferPointer(rebasing: window[..<packed])
            let room = UnsafeMutableRawBufferPointer(rebasing: output.memory[..<unpacked])
            if packed == unpacked {
                room.copyMemory(from: input)
            } else if !Lzo1x.decode(input, room) {
                throw .kernel(.lzoViolation)
            }
            cursor.advance(packed)
            if flags & Self.hasAdler != 0, Self.adler(UnsafeRawBufferPointer(room)) != sum {
                end = .wrongChecksum
            }
            output.count = unpacked
            try output.flush(to: sink)
        }
    }

    /// Length and flags of the header; nil where the kernel says "invalid header".
    private static func header(_ bytes: UnsafeRawBufferPointer) -> (length: Int, flags: Int)? {
        guard bytes.count >= shortestHeader, bytes.starts(with: magic) else { return nil }
        let version = Int(bytes[9]) << 8 | Int(bytes[10])
        var at = 16
        // From 0.94 on there are a level and the upper half of the time.
        if version >= 0x0940 { at += 1 }
        let flags = Int(big(bytes, at))
        at += flags & hasFilter != 0 ? 8 : 4
        guard bytes.count - at >= 8 + 1 + 4 else { return nil }
        at += version >= 0x0940 ? 12 : 8
        guard at < bytes.count else { return nil }
        let name = Int(bytes[at])
        at += 1
        guard bytes.count - at >= name + 4 else { return nil }
        return (at + name + 4, flags)
    }

    private static func big(_ bytes: UnsafeRawBufferPointer, _ at: Int) -> UInt32 {
        guard bytes.count - at >= 4 else { return 0 }
        return UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self))
    }

    private func number(_ cursor: InputCursor) throws(DecodeStop) -> Int? {
        let bytes = try fetch(cursor, atLeast: 4)
        guard bytes.count >= 4 else { return nil }
        defer { cursor.advance(4) }
        return Int(Self.big(bytes, 0))
    }

    /// Adler-32 (RFC 1950, section 8.2).
    private static func adler(_ bytes: UnsafeRawBufferPointer) -> Int {
        var low: UInt32 = 1
        var high: UInt32 = 0
        var at = 0
        while at < bytes.count {
            // 5,552 is how many bytes can be added before a UInt32 overflows.
            let stop = min(at + 5552, bytes.count)
            while at < stop {
                low &+= UInt32(bytes[at])
                high &+= low
                at &+= 1
            }
            low %= 65521
            high %= 65521
        }
        return Int(high << 16 | low)
    }
}
