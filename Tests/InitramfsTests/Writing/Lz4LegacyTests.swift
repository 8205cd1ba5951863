import TestSupport
import Testing

@testable import Initramfs

@Suite struct Lz4LegacyTests {
    /// Lengths around the steps of the literal count (lz4_Block_format.md).
    @Test func literalPrefixes() {
        #expect(Lz4LegacyFramer.literalPrefix(0) == [0x00])
        #expect(Lz4LegacyFramer.literalPrefix(14) == [0xe0])
        #expect(Lz4LegacyFramer.literalPrefix(15) == [0xf0, 0])
        #expect(Lz4LegacyFramer.literalPrefix(269) == [0xf0, 254])
        #expect(Lz4LegacyFramer.literalPrefix(270) == [0xf0, 255, 0])
        #expect(Lz4LegacyFramer.literalPrefix(4 << 20).count == 1 + (4_194_304 - 15) / 255 + 1)
    }

    @Test func storedBlocksBecomeLiterals() throws {
        let frame: [UInt8] = [
            0x04, 0x22, 0x4d, 0x18, 0x60, 0x70, 0x73, 3, 0, 0, 0x80, 7, 8, 9, 2, 0, 0, 0, 0x10, 5, 0, 0, 0, 0,
        ]
        let expected: [UInt8] = [0x02, 0x21, 0x4c, 0x18, 4, 0, 0, 0, 0x30, 7, 8, 9, 2, 0, 0, 0, 0x10, 5]
        var whole = Lz4LegacyFramer()
        #expect(try whole.reframe(frame) == expected)
        #expect(whole.isComplete)
        var bytewise = Lz4LegacyFramer()
        #expect(try frame.flatMap { try bytewise.reframe([$0]) } == expected)
        #expect(bytewise.isComplete)
    }

    @Test func otherFramesAreRefused() {
        let frames: [[UInt8]] = [
            [0x04, 0x22, 0x4d, 0x18, 0x64, 0x70, 0x73], [0x02, 0x21, 0x4c, 0x18, 0, 0, 0],
            [0x04, 0x22, 0x4d, 0x18, 0x60, 0x70, 0x73, 0, 0, 0, 0, 1],
        ]
        for frame in frames {
            #expect(throws: CodecFault.self) {
                var framer = Lz4LegacyFramer()
                _ = try framer.reframe(frame)
            }
        }
    }

    // Skipped where lz4 is not installed. Noise is stored, prose compressed; 9 MiB are three blocks.
    @Test(.enabled(if: ChildProgram.exists("lz4")), arguments: [1, 3, 9]) func roundTrip(level: Int) throws {
        let bytes = Samples.noise(4_500_000) + Samples.prose(5_000_000)
        var sink = try Lz4Sink(MemorySink(), level: level)
        try sink.write(bytes)
        let result = try sink.finish().bytes
        #expect(result.starts(with: [0x02, 0x21, 0x4c, 0x18]) && result.count % 4 == 0)
        expectSame(try ChildProgram.expectSuccess(["lz4", "-dc"], input: result).output, bytes)
        // No chunk may exceed LZ4_compressBound(8 MiB), and all of them must end where the data ends.
        var (offset, chunks) = (4, 0)
        while offset + 4 <= result.count {
            var size = 0
            for index in 0..<4 { size |= Int(result[offset + index]) << (8 * index) }
            #expect(size > 0 && size <= (8 << 20) + (8 << 20) / 255 + 16)
            offset += 4 + size
            chunks += 1
        }
        #expect(offset == result.count && chunks >= 3)
    }
}
