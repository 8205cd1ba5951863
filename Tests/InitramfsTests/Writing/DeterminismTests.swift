import Testing

@testable import Initramfs

@Suite struct DeterminismTests {
    @Test func orderOfAddingDoesNotMatter() throws {
        let entries = try Samples.entries()
        let expected = try Samples.bytes(try Samples.segment(entries))
        for shift in 1..<entries.count {
            let turned = Array(entries[shift...] + entries[..<shift])
            expectSame(try Samples.bytes(try Samples.segment(turned)), expected)
        }
        expectSame(try Samples.bytes(try Samples.segment(entries.reversed())), expected)
    }

    /// The count of threads stands for the count of cores.
    @Test(arguments: [(Compression.zstd, 3), (.zstd, 1), (.xz, 0)])
    func workersDoNotMatter(compression: Compression, level: Int) throws {
        let big = SegmentEntry.file(try EntryName("big"), contents: BytesContents(Samples.prose(5 << 20)))
        let segment = try Samples.segment([big])
        let expected = try Samples.bytes(segment, compression, level: level, workers: 2)
        for workers in [0, 1, 3, 4] {
            expectSame(try Samples.bytes(segment, compression, level: level, workers: workers), expected)
        }
    }

    /// How contents come in pieces must not show in the compressed bytes.
    @Test(arguments: Compression.writable) func piecesDoNotMatter(compression: Compression) throws {
        struct Pieces: EntryContents {
            let bytes: [UInt8]
            let step: Int
            var size: UInt64 { UInt64(bytes.count) }
            func stream(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
                for start in stride(from: 0, to: bytes.count, by: step) {
                    try bytes[start..<min(start + step, bytes.count)].withUnsafeBytes(body)
                }
            }
        }
        let prose = Samples.prose(1_500_000)
        let results = try [prose.count, 700_001, 4093].map { step in
            let entry = SegmentEntry.file(try EntryName("f"), contents: Pieces(bytes: prose, step: step))
            return try Samples.bytes(
                try Samples.segment([entry]), compression, level: compression == .xz ? 0 : nil)
        }
        expectSame(results[1], results[0])
        expectSame(results[2], results[0])
    }

    @Test func levelsChangeTheBytes() throws {
        let entry = SegmentEntry.file(try EntryName("f"), contents: BytesContents(Samples.words(200_000)))
        let segment = try Samples.segment([entry])
        for (compression, low, high) in [(Compression.gzip, 1, 9), (.zstd, 1, 19), (.xz, 0, 9), (.lz4, 1, 9)]
        {
            let fast = try Samples.bytes(segment, compression, level: low)
            let small = try Samples.bytes(segment, compression, level: high)
            #expect(small.count < fast.count, "\(compression)")
        }
    }
}
