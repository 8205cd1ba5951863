import TestSupport
import Testing

@testable import Archives

@Suite struct FilterEncoderTests {
    private func compress(_ filter: FilterEncoder.Filter, _ bytes: [UInt8], step: Int) throws -> [UInt8] {
        var encoder = try FilterEncoder(filter)
        var result: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: step) {
            result += try bytes[start..<min(start + step, bytes.count)].withUnsafeBytes {
                try encoder.write($0)
            }
        }
        result += try encoder.finish()
        return result
    }

    @Test func gzipHeaderHasNoTimeAndNoName() throws {
        let result = try compress(.gzip(level: 6), Array("hello".utf8), step: 5)
        // RFC 1952: magic, deflate, no flags, time 0, no extra flags, Unix.
        #expect(Array(result.prefix(10)) == [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3])
        // CRC32 and length of "hello", and nothing after them.
        #expect(Array(result.suffix(8)) == [0x86, 0xa6, 0x10, 0x36, 5, 0, 0, 0])
    }

    @Test(arguments: [FilterEncoder.Filter.gzip(level: 1), .gzip(level: 9), .lz4(level: 1), .lz4(level: 9)])
    func piecesDoNotMatter(filter: FilterEncoder.Filter) throws {
        let expected = try compress(filter, Fixtures.large, step: Fixtures.large.count)
        #expect(expected.count < Fixtures.large.count)
        for step in [4096, 333_333] { expectSame(try compress(filter, Fixtures.large, step: step), expected) }
    }

    // Skipped where the programs are not installed.
    @Test(.enabled(if: ChildProgram.exists("gzip", "lz4"))) func roundTrip() throws {
        for (filter, program) in [(FilterEncoder.Filter.gzip(level: 6), "gzip"), (.lz4(level: 3), "lz4")] {
            let packed = try compress(filter, Fixtures.large, step: 100_000)
            expectSame(
                try ChildProgram.expectSuccess([program, "-dc"], input: packed).output, Fixtures.large)
        }
    }

    @Test(arguments: [0, 10, -1]) func levels(level: Int) {
        #expect(throws: ArchiveFault.self) { _ = try FilterEncoder(.gzip(level: level)) }
        #expect(throws: ArchiveFault.self) { _ = try FilterEncoder(.lz4(level: level)) }
    }
}
