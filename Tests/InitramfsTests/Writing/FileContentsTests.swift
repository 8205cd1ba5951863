import Glibc
import TestSupport
import Testing

@testable import Initramfs

@Suite struct FileContentsTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func path(_ name: String) -> String { "\(folder.path)/\(name)" }

    private func collect(_ contents: FileContents) throws -> (streamed: [UInt8], written: [UInt8]) {
        var streamed: [UInt8] = []
        try contents.stream { streamed += $0 }
        var sink = MemorySink()
        try contents.write(to: &sink)
        return (streamed, sink.bytes)
    }

    @Test(arguments: [0, 1, 65_536, 262_144, 700_001]) func readsExactlyTheFile(size: Int) throws {
        let bytes = Samples.noise(size)
        try writeFile(path("f"), bytes)
        let both = try collect(try FileContents(path: path("f")))
        expectSame(both.streamed, bytes)
        expectSame(both.written, bytes)
    }

    @Test(arguments: [3, 5]) func anotherSizeIsAChange(size: UInt64) throws {
        try writeFile(path("f"), [1, 2, 3, 4])
        let contents = try FileContents(path: Array(path("f").utf8), size: size)
        #expect(throws: ContentsFault.changed(path("f"))) { try contents.stream { _ in } }
        #expect(throws: ContentsFault.changed(path("f"))) {
            var sink = MemorySink()
            try contents.write(to: &sink)
        }
    }

    @Test func changesWhileItIsRead() throws {
        let file = path("f")
        try writeFile(file, Samples.noise(600_000))
        let contents = try FileContents(path: file)
        var pieces = 0
        #expect(throws: ContentsFault.changed(file)) {
            try contents.stream { _ in
                pieces += 1
                if pieces == 1 { truncate(file, 300_000) }
            }
        }
        try writeFile(file, Samples.noise(600_000))
        pieces = 0
        #expect(throws: ContentsFault.changed(file)) {
            try contents.stream { _ in
                pieces += 1
                if pieces == 1 { truncate(file, 600_001) }
            }
        }
        #expect(pieces == 3)
    }

    @Test func onlyRegularFiles() throws {
        try writeFile(path("f"), [1])
        symlink(path("f"), path("link"))
        mkfifo(path("fifo"), 0o600)
        #expect(throws: SystemFault("open", path: path("link"), code: ELOOP)) {
            try FileContents(path: path("link"))
        }
        #expect(throws: ContentsFault.notRegular(path("fifo"))) { try FileContents(path: path("fifo")) }
        #expect(throws: ContentsFault.notRegular(folder.path)) { try FileContents(path: folder.path) }
        #expect(throws: SystemFault("open", path: path("none"), code: ENOENT)) {
            try FileContents(path: path("none"))
        }
        #expect(throws: ContentsFault.notRegular("/dev/zero")) { try FileContents(path: "/dev/zero") }
    }

    @Test func fourGiBAreTooMuch() throws {
        let descriptor = open(path("f"), O_WRONLY | O_CREAT, 0o600)
        defer { close(descriptor) }
        // Sparse: nothing is stored.
        #expect(ftruncate(descriptor, 1 << 32) == 0)
        #expect(throws: ContentsFault.tooLarge(path("f"), size: 1 << 32)) {
            try FileContents(path: path("f"))
        }
        #expect(ftruncate(descriptor, (1 << 32) - 1) == 0)
        #expect(try FileContents(path: path("f")).size == FileContents.maximumSize)
    }
}
