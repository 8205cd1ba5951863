/// Turns an LZ4 frame of independent blocks into the legacy frame, block by block as the bytes come.
///
/// LZ4 frame (lz4_Frame_format.md): magic 0x184D2204, a descriptor of FLG, BD and one checksum byte, then
/// blocks with a 32-bit little-endian size whose highest bit says "stored", then a size of 0. Legacy frame:
/// magic 0x184C2102, then chunks with a 32-bit little-endian size. A chunk is always an LZ4 block, so a
/// stored block becomes one of literals.
struct Lz4LegacyFramer {
    private enum State: Equatable {
        case descriptor
        case blockSize
        case block(left: Int)
        case end
    }

    private var state = State.descriptor
    private var pending: [UInt8] = []

    /// True once the frame's end has come.
    var isComplete: Bool { state == .end && pending.isEmpty }

    /// Takes some bytes of the frame and returns those of the legacy frame which they make.
    ///
    /// Throws `.library` for a frame that is not as described above.
    mutating func reframe(_ bytes: [UInt8]) throws(CodecFault) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 64)
        var rest = bytes[...]
        while !rest.isEmpty {
            switch state {
            case .descriptor:
                guard let descriptor = collect(7, from: &rest) else { continue }
                // FLG 0x60: version 1, independent blocks, no checksums, no content size, no dictionary.
                guard descriptor.starts(with: [0x04, 0x22, 0x4d, 0x18, 0x60]) else {
                    throw .library("libarchive's lz4 filter wrote an unexpected frame")
                }
                result += [0x02, 0x21, 0x4c, 0x18]
                state = .blockSize
            case .blockSize:
                guard let field = collect(4, from: &rest) else { continue }
                let value = field.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
                let size = Int(value & 0x7fff_ffff)
                if value == 0 {
                    state = .end
                } else if value & 0x8000_0000 == 0 {
                    result += Self.littleEndian(size)
                    state = .block(left: size)
                } else {
                    let prefix = Self.literalPrefix(size)
                    result += Self.littleEndian(prefix.count + size) + prefix
                    state = .block(left: size)
                }
            case .block(let left):
                let piece = rest.prefix(left)
                result += piece
                rest = rest.dropFirst(piece.count)
                state = piece.count == left ? .blockSize : .block(left: left - piece.count)
            case .end:
                throw .library("libarchive's lz4 filter wrote something after its frame")
            }
        }
        return result
    }

    /// Bytes that open a block of literals only: the token and the length beyond 15 in steps of 255
    /// (lz4_Block_format.md).
    static func literalPrefix(_ count: Int) -> [UInt8] {
        guard count >= 15 else { return [UInt8(truncatingIfNeeded: count << 4)] }
        let beyond = count - 15
        return [0xf0] + [UInt8](repeating: 255, count: beyond / 255) + [UInt8(beyond % 255)]
    }

    private static func littleEndian(_ value: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    private mutating func collect(_ count: Int, from rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        let piece = rest.prefix(count - pending.count)
        pending += piece
        rest = rest.dropFirst(piece.count)
        guard pending.count == count else { return nil }
        defer { pending = [] }
        return pending
    }
}
