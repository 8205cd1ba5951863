import Glibc
import TestSupport
import Testing

@testable import Initramfs

/// Contents larger than the memory that may be used, each in a process of its own so that nothing else
/// counts.
@Suite struct MemoryBoundTests {
    /// VmHWM of /proc/self/status (proc(5)) in MiB.
    static func peak() throws -> Int {
        let text = String(decoding: try readFile("/proc/self/status"), as: UTF8.self)
        let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return (line?.split(separator: " ").dropLast().last.flatMap { Int($0) } ?? .max) / 1024
    }

    /// Writes 160 MiB and exits with 0 where memory grew by no more than the codec needs.
    static func run(_ compression: Compression, level: Int?, allowed: Int) throws {
        let before = try peak()
        let size: UInt64 = 160 << 20
        let entry = SegmentEntry.file(try EntryName("big"), contents: GeneratedContents(size: size))
        let segment = try Samples.segment([entry])
        var sink = CountingSink(NullSink())
        let sizes = try segment.write(to: &sink, compression: compression, level: level)
        let growth = try peak() - before
        guard sizes.plain > size, sizes.stored == sink.count, growth <= allowed else {
            print("\(compression): grew by \(growth) MiB, \(sizes)")
            exit(1)
        }
        exit(0)
    }

    @Test func plain() async {
        await #expect(processExitsWith: .success) { try MemoryBoundTests.run(.none, level: nil, allowed: 16) }
    }

    @Test func zstd() async {
        await #expect(processExitsWith: .success) { try MemoryBoundTests.run(.zstd, level: 1, allowed: 96) }
    }

    @Test func lz4() async {
        await #expect(processExitsWith: .success) { try MemoryBoundTests.run(.lz4, level: 1, allowed: 48) }
    }

    @Test func gzip() async {
        await #expect(processExitsWith: .success) { try MemoryBoundTests.run(.gzip, level: 1, allowed: 24) }
    }
}
