import TestSupport
import Testing

@testable import Initramfs

/// The decoders against the programs that write their formats.
@Suite("Decoders")
struct DecoderTests {
    static let hasTools = ChildProgram.exists("gzip", "lz4", "lzop", "bzip2", "xz", "zstd")

    private final class Collector: DecodedSink {
        var bytes: [UInt8] = []
        func accept(_ piece: UnsafeRawBufferPointer) throws(DecodeStop) { bytes.append(contentsOf: piece) }
    }

    /// Decodes a stream that other bytes follow; the result and how much it consumed.
    private func decode(_ stream: [UInt8], readAhead: Int = 1 << 20) throws -> ([UInt8], Int, StreamEnd) {
        let compression = try #require(StreamHeader.compression(magic: stream))
        let header = StreamHeader(compression: compression, bytes: stream, support: .modern)
        let decoder = try #require(
            StreamDecoders.decoder(for: header, support: .modern, limits: ReadLimits()))
        let cursor = InputCursor(InputSource(bytes: stream + [0, 0, 0, 0, 0xff, 0xff, 0xff]))
        cursor.readAhead = readAhead
        let collector = Collector()
        let end = try decoder.decode(cursor, into: collector)
        return (collector.bytes, Int(cursor.position), end)
    }

    private static let inputs: [(String, [UInt8])] = {
        let far = Samples.noise(40_000)
        var runs: [UInt8] = []
        for index in 0..<60_000 { runs.append(UInt8(index / 5 & 3)) }
        var all: [UInt8] = []
        for index in 0..<1024 { all.append(UInt8(index & 255)) }
        return [
            ("nothing", []), ("one byte", [7]), ("equal bytes", [UInt8](repeating: 0x41, count: 100_000)),
            ("short runs", runs), ("noise", Samples.noise(300_000)), ("words", Samples.words(600_000)),
            ("repeats far apart", far + far + Samples.words(5000)), ("all bytes", all),
        ]
    }()

    @Test(
        "what the programs write", .enabled(if: hasTools),
        arguments: [
            "gzip -1", "gzip -6", "gzip -9", "bzip2 -1", "bzip2 -9", "lz4 -l -1", "lz4 -l -9", "lzop -1",
            "lzop -3",
            "lzop -9", "xz --format=lzma", "xz --check=crc32", "zstd -3",
        ])
    func programs(_ command: String) throws {
        for (title, input) in Self.inputs {
            let stream = try compress(command, input)
            for readAhead in [1, 61, 1 << 20] where readAhead > 1 || input.count < 2000 {
                let (output, consumed, end) = try decode(stream, readAhead: readAhead)
                #expect(output.count == input.count && output == input, "\(command), \(title)")
                // The range coder's last byte may be a zero that the kernel leaves, as the padding that it then is.
                #expect(consumed == stream.count, "\(command), \(title)")
                #expect(end == .sound, "\(command), \(title)")
            }
        }
    }

    @Test("deflate's stored and fixed blocks")
    func deflateBlocks() throws {
        let head: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]
        let tail: [UInt8] = [0x56, 0xb8, 0xfe, 0x3c, 3, 0, 0, 0]
        // "abc" stored, and with the fixed code (RFC 1951, section 3.2.6).
        let stored = head + [1, 3, 0, 0xfc, 0xff, 0x61, 0x62, 0x63]
        let (output, _, _) = try decode(stored + tail)
        #expect(output == Array("abc".utf8))
        let fixed = head + [0x4b, 0x4c, 0x4a, 0x06, 0x00]
        let sum = CRC32.of("abc".utf8)
        var end: [UInt8] = []
        for shift: UInt32 in [0, 8, 16, 24] { end.append(UInt8(truncatingIfNeeded: sum >> shift)) }
        end += [3, 0, 0, 0]
        let (text, consumed, state) = try decode(fixed + end)
        #expect(text == Array("abc".utf8) && state == .sound && consumed == 23)
        // Lengths that contradict each other, the reserved block type, a distance before the beginning.
        let bad: [[UInt8]] = [[1, 3, 0, 0xfc, 0xfe, 0x61], [7], [3, 2, 0, 0, 0, 0, 0]]
        for body in bad {
            #expect(throws: DecodeStop.self) { try decode(head + body) }
        }
    }

    @Test("CRC-32 of the RFC's check value")
    func crc() {
        #expect(CRC32.of("123456789".utf8) == 0xcbf4_3926)
    }

    private static let declared: [(String, UInt64)] = [
        ("cat", 0), ("gzip", 80), ("xz --check=crc32 -6", 8260), ("xz --check=crc32 -9", 65_604),
        ("xz --check=crc32 --lzma2=dict=1536KiB", 1604), ("zstd -3", 2592), ("zstd -19", 8736),
        ("zstd --ultra -22", 131_616), ("zstd --long=27", 131_616), ("lz4 -l", 8192),
        ("bzip2 -9", 3660), ("bzip2 -1", 460), ("xz --format=lzma -6", 8256),
    ]

    @Test("windows, read from the stream's own header", .enabled(if: hasTools), arguments: declared)
    func windows(_ command: String, _ kib: UInt64) throws {
        #expect(try read(compress(command, CpioMaker.bootable())).segments[0].windowKiB == kib)
    }

    @Test("a zstd frame with its size declares no more than that", .enabled(if: hasTools))
    func pledgedWindow() throws {
        let folder = try TemporaryFolder()
        try writeFile(folder.path + "/a", CpioMaker.bootable())
        _ = try ChildProgram.expectSuccess([
            "zstd", "-q", "-19", folder.path + "/a", "-o", folder.path + "/z",
        ])
        let segment = try InitrdReader(InputSource(path: folder.path + "/z")).read().segments[0]
        #expect(segment.header.contentSize == UInt64(CpioMaker.bootable().count))
        #expect(segment.windowKiB == 544 + (UInt64(CpioMaker.bootable().count) + 1023) / 1024)
    }
}
