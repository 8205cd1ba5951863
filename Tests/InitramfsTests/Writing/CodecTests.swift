import TestSupport
import Testing

@testable import Initramfs

@Suite struct CodecTests {
    /// Drives a decoder over all of the input with small buffers.
    private func decode(
        _ input: [UInt8], _ step: (UnsafeRawBufferPointer, UnsafeMutableRawBufferPointer) throws -> CodecStep
    ) throws -> [UInt8] {
        var (result, offset) = ([UInt8](), 0)
        var buffer = [UInt8](repeating: 0, count: 5000)
        while true {
            let end = min(input.count, offset + 3000)
            let done = try input[offset..<end].withUnsafeBytes { source in
                try buffer.withUnsafeMutableBytes { try step(source, $0) }
            }
            result += buffer[..<done.produced]
            offset += done.consumed
            if done.finished { return result }
            if done.consumed == 0, done.produced == 0, offset == input.count { throw CodecFault.truncated }
        }
    }

    private func zstd(_ bytes: [UInt8], level: Int = 3) throws -> [UInt8] {
        var sink = try ZstdSink(MemorySink(), level: level, pledgedSize: UInt64(bytes.count))
        try sink.write(bytes)
        return try sink.finish().bytes
    }

    private func xz(_ bytes: [UInt8]) throws -> [UInt8] {
        var sink = try XzSink(MemorySink(), level: 1, contentSize: UInt64(bytes.count))
        try sink.write(bytes)
        return try sink.finish().bytes
    }

    @Test(arguments: [0, 1, 100_000, 3_000_000]) func zstdRoundTrip(size: Int) throws {
        let bytes = Samples.prose(size)
        let packed = try zstd(bytes)
        #expect(packed.count % 4 == 0)
        var decoder = try ZstdDecoder()
        expectSame(try decode(packed) { try decoder.step($0, $1) }, bytes)
        // The same decoder takes the next frame.
        expectSame(try decode(packed) { try decoder.step($0, $1) }, bytes)
    }

    @Test(arguments: [0, 1, 100_000, 3_000_000]) func xzRoundTrip(size: Int) throws {
        let bytes = Samples.prose(size)
        let packed = try xz(bytes)
        #expect(packed.count % 4 == 0)
        var decoder = try LzmaDecoder(.xz, memoryLimit: 64 << 20)
        expectSame(try decode(packed) { try decoder.step($0, $1) }, bytes)
    }

    @Test func damage() throws {
        let bytes = Samples.prose(100_000)
        var bent = try zstd(bytes)
        bent[bent.count / 2] ^= 1
        #expect(throws: CodecFault.self) {
            var decoder = try ZstdDecoder()
            _ = try decode(bent) { try decoder.step($0, $1) }
        }
        var bentXz = try xz(bytes)
        bentXz[bentXz.count / 2] ^= 1
        #expect(throws: CodecFault.corrupt("liblzma finds the data corrupt")) {
            var decoder = try LzmaDecoder(.xz, memoryLimit: 64 << 20)
            _ = try decode(bentXz) { try decoder.step($0, $1) }
        }
        #expect(throws: CodecFault.corrupt("no xz or lzma stream")) {
            var decoder = try LzmaDecoder(.xz, memoryLimit: 64 << 20)
            _ = try decode(Array("no such thing at all".utf8)) { try decoder.step($0, $1) }
        }
        for packed in [try zstd(bytes), try xz(bytes)] {
            let cut = Array(packed.dropLast(9))
            #expect(throws: CodecFault.truncated) {
                if packed.starts(with: Compression.zstd.magic) {
                    var decoder = try ZstdDecoder()
                    _ = try decode(cut) { try decoder.step($0, $1) }
                } else {
                    var decoder = try LzmaDecoder(.xz, memoryLimit: 64 << 20)
                    _ = try decode(cut) { try decoder.step($0, $1) }
                }
            }
        }
    }

    @Test func memoryLimit() throws {
        let packed = try xz(Samples.prose(3_000_000))
        var decoder = try LzmaDecoder(.xz, memoryLimit: 100_000)
        let fault = #expect(throws: CodecFault.self) { _ = try decode(packed) { try decoder.step($0, $1) } }
        guard case .memoryLimit(let needed) = fault else {
            Issue.record("expected a memory limit, got \(String(describing: fault))")
            return
        }
        // Level 1 has a dictionary of 1 MiB.
        #expect(needed > 1 << 20)
    }

    // Skipped where the programs are not installed.
    @Test(.enabled(if: ChildProgram.exists("zstd"))) func windowsAboveTheKernelsLimit() throws {
        let bytes = Samples.prose(100_000)
        for (window, isTaken) in [(27, true), (28, false)] {
            // zstd does not know the size of its standard input, so the frame declares the window as it is.
            let stream = try ChildProgram.expectSuccess(
                ["zstd", "-q", "-c", "--long=\(window)"], input: bytes
            )
            .output
            var second = try ZstdDecoder()
            if isTaken {
                expectSame(try decode(stream) { try second.step($0, $1) }, bytes)
            } else {
                let fault = #expect(throws: CodecFault.self) {
                    _ = try decode(stream) { try second.step($0, $1) }
                }
                #expect(fault?.description.contains("ZSTD-compressed data is probably corrupt") == true)
            }
        }
    }

    @Test(.enabled(if: ChildProgram.exists("xz"))) func lzmaAloneAndForeignChecks() throws {
        let bytes = Samples.prose(50_000)
        let alone = try ChildProgram.expectSuccess(["xz", "--format=lzma", "-c"], input: bytes).output
        var decoder = try LzmaDecoder(.alone, memoryLimit: 64 << 20)
        expectSame(try decode(alone) { try decoder.step($0, $1) }, bytes)
        for check in ["crc64", "sha256", "none"] {
            let packed = try ChildProgram.expectSuccess(["xz", "--check=\(check)", "-c"], input: bytes).output
            var any = try LzmaDecoder(.xz, memoryLimit: 64 << 20)
            expectSame(try decode(packed) { try any.step($0, $1) }, bytes)
        }
    }

    @Test func aBrokenPledgeIsAnError() throws {
        for size in [99, 101] {
            #expect(throws: CodecFault.self) {
                var sink = try ZstdSink(MemorySink(), level: 3, pledgedSize: UInt64(size))
                try sink.write(Samples.prose(100))
                _ = try sink.finish()
            }
        }
    }

    /// The dictionary's byte in the first block header, after the filter's number and the length of its
    /// properties (xz file format 3.1 and 5.3.1): 4 KiB is 0, 8 MiB is 22.
    private func dictionary(_ bytes: [UInt8]) throws -> UInt8 {
        let filter = try #require((14..<30).first { bytes[$0] == 0x21 && bytes[$0 + 1] == 1 })
        return bytes[filter + 2]
    }

    @Test func dictionariesAreSmall() throws {
        var small = try XzSink(MemorySink(), level: 9, contentSize: 1000)
        try small.write(Samples.prose(1000))
        #expect(try dictionary(small.finish().bytes) == 0)
        var unknown = try XzSink(MemorySink(), level: 9, contentSize: nil)
        try unknown.write(Samples.prose(1000))
        #expect(try dictionary(unknown.finish().bytes) == 22)
        #expect(throws: CodecFault.self) { _ = try XzEncoder(level: 6, dictionary: 100) }
    }
}
