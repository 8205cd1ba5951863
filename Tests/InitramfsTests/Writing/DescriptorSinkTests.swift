import Glibc
import TestSupport
import Testing

@testable import Initramfs

@Suite struct DescriptorSinkTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func write(
        _ name: String, directSize: UInt64? = 65_536, _ body: (inout DescriptorSink) throws -> Void
    ) throws -> [UInt8] {
        let path = "\(folder.path)/\(name)"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        defer { close(descriptor) }
        var sink = DescriptorSink(descriptor: descriptor, directSize: directSize)
        try body(&sink)
        let count = sink.count
        try sink.finish()
        let bytes = try readFile(path)
        #expect(UInt64(bytes.count) == count)
        return bytes
    }

    @Test func smallAndLargeWritesKeepTheirOrder() throws {
        let pieces = [3, 1 << 20, 0, 1, (1 << 20) - 1, 2, (3 << 20) + 5, 700_000, 400_000]
            .enumerated().map { Samples.noise($0.element, seed: UInt64($0.offset)) }
        let result = try write("out") { sink in
            for piece in pieces { try sink.write(piece) }
        }
        expectSame(result, pieces.flatMap { $0 })
    }

    /// Within a file system, between two of them, and from a file that copy_file_range cannot read.
    @Test(arguments: [nil, UInt64(1)]) func copying(directSize: UInt64?) throws {
        let bytes = Samples.noise(2_500_000)
        let source = "\(folder.path)/source"
        try writeFile(source, bytes)
        let result = try write("out", directSize: directSize) { sink in
            try sink.write([1, 2, 3])
            let descriptor = open(source, O_RDONLY | O_CLOEXEC)
            defer { close(descriptor) }
            #expect(try sink.copy(from: descriptor, count: 1_000_000) == 1_000_000)
            try sink.write([4])
            // More than there is: what there is comes, and the count says so.
            #expect(try sink.copy(from: descriptor, count: 9_000_000) == 1_500_000)
        }
        var expected: [UInt8] = [1, 2, 3]
        expected += bytes[..<1_000_000]
        expected.append(4)
        expected += bytes[1_000_000...]
        expectSame(result, expected)
    }

    // Skipped where there is no second file system to copy from.
    @Test(.enabled(if: access("/dev/shm", W_OK) == 0)) func copyingFromAnotherFileSystem() throws {
        let other = try TemporaryFolder(below: "/dev/shm")
        let bytes = Samples.noise(300_000)
        try writeFile(other.path + "/source", bytes)
        let result = try write("out") { sink in
            for _ in 0..<2 {
                try FileContents(path: other.path + "/source").write(to: &sink)
            }
        }
        expectSame(result, bytes + bytes)
    }

    @Test func pseudoFilesAreRead() throws {
        let descriptor = open("/proc/self/maps", O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        let result = try write("out", directSize: 1) { sink in
            let count = try sink.copy(from: descriptor, count: 64)
            #expect(count == 64)
        }
        #expect(result.count == 64)
    }

    @Test func aFullDeviceIsAnError() throws {
        let descriptor = open("/dev/full", O_WRONLY | O_CLOEXEC)
        defer { close(descriptor) }
        var sink = DescriptorSink(descriptor: descriptor)
        try sink.write([1])
        #expect(throws: SystemFault("write", code: ENOSPC)) { try sink.flush() }
    }

    @Test func aSegmentInAFileIsTheOneInMemory() throws {
        let source = "\(folder.path)/source"
        try writeFile(source, Samples.noise(200_003))
        let entry = SegmentEntry.file(try EntryName("big"), contents: try FileContents(path: source))
        let segment = try Samples.segment(try Samples.entries(extra: [entry]))
        for compression in Compression.writable {
            let result = try write("out") { sink in try segment.write(to: &sink, compression: compression) }
            expectSame(result, try Samples.bytes(segment, compression))
        }
    }
}
