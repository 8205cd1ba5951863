import Glibc
import TestSupport
import Testing

@testable import Archives

// Skipped where bsdtar is not installed: it makes the fixtures.
@Suite(.enabled(if: ChildProgram.exists("bsdtar"))) struct ForeignArchiveTests {
    private let fixtures: Fixtures

    init() throws { fixtures = try Fixtures() }

    static let tars: [(String, [String])] = [
        ("plain.tar", ["--format=ustar"]), ("pax.tar", ["--format=pax"]), ("gnu.tar", ["--format=gnutar"]),
        ("a.tar.gz", ["-z"]), ("a.tar.xz", ["-J"]), ("a.tar.zst", ["--zstd"]), ("a.tar.bz2", ["-j"]),
        ("a.tar.lz4", ["--lz4"]), ("a.tar.lzma", ["--lzma"]), ("a.cpio", ["--format=newc"]),
    ]

    @Test(arguments: tars) func tarsAndCpio(name: String, options: [String]) throws {
        let path = try fixtures.pack(name, options)
        let all = try Fixtures.read(try ForeignArchive(path: path))
        #expect(
            all.keys.sorted() == [
                "dir/file", "dir/hard", "dir/second", "dir/soft", "dir/sub", "dir/sub/large",
            ])
        let file = try #require(all["dir/file"])
        #expect(file.0.kind == .file && file.0.permissions == 0o751)
        #expect(file.0.uid == 7 && file.0.gid == 8 && file.0.modified == 1_500_000_000)
        // newc puts the data of a hard-linked file on its last name.
        let isCpio = name.hasSuffix("cpio")
        let names = try [#require(all["dir/file"]), #require(all["dir/hard"])]
        #expect(names.map { $0.1.count }.sorted() == [0, 9])
        if !isCpio {
            #expect(file.1 == Array("contents\n".utf8) && file.0.size == 9)
        }
        #expect(names[1].0.kind == .hardLink(Array("dir/file".utf8)))
        #expect(try #require(all["dir/soft"]).0.kind == .symlink(Array("file".utf8)))
        #expect(try #require(all["dir/sub"]).0.kind == .directory)
        expectSame(try #require(all["dir/sub/large"]).1, Fixtures.large)
    }

    @Test(arguments: [("a.zip", "zip"), ("a.whl", "zip"), ("a.iso", "iso9660")])
    func zipAndIso(name: String, format: String) throws {
        let path = try fixtures.pack(name, ["--format=\(format)"])
        let all = try Fixtures.read(try ForeignArchive(path: path))
        expectSame(try #require(all["dir/sub/large"]).1, Fixtures.large)
        #expect(try #require(all["dir/soft"]).0.kind == .symlink(Array("file".utf8)))
        #expect(try #require(all["dir/file"]).0.permissions & 0o100 == 0o100)
    }

    @Test func descriptorFromItsPosition() throws {
        let path = try fixtures.pack("a.tar.gz", ["-z"])
        let bytes = try readFile(path)
        try writeFile(fixtures.folder.path + "/shifted", [UInt8](repeating: 9, count: 100) + bytes)
        let descriptor = open(fixtures.folder.path + "/shifted", O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        lseek(descriptor, 100, SEEK_SET)
        #expect(try Fixtures.read(try ForeignArchive(descriptor: descriptor)).count == 6)
        #expect(fcntl(descriptor, F_GETFD) >= 0)
    }

    @Test(arguments: [1, 700, 100_000]) func closureSource(step: Int) throws {
        for name in [try fixtures.pack("a.tar.xz", ["-J"]), try fixtures.pack("a.zip", ["--format=zip"])] {
            let bytes = try readFile(name)
            var offset = 0
            let archive = try ForeignArchive { buffer in
                let count = min(step, buffer.count, bytes.count - offset)
                buffer.copyBytes(from: bytes[offset..<(offset + count)])
                offset += count
                return count
            }
            expectSame(try #require(try Fixtures.read(archive)["dir/sub/large"]).1, Fixtures.large)
        }
    }

    @Test func theSourcesErrorIsTheCause() throws {
        struct Broken: Error, Equatable {}
        let bytes = try readFile(try fixtures.pack("a.tar", ["--format=ustar"]))
        var offset = 0
        let fault = #expect(throws: ArchiveFault.self) {
            let archive = try ForeignArchive { buffer in
                if offset > 300_000 { throw Broken() }
                let count = min(100_000, buffer.count, bytes.count - offset)
                buffer.copyBytes(from: bytes[offset..<(offset + count)])
                offset += count
                return count
            }
            _ = try Fixtures.read(archive)
        }
        #expect(fault?.code == .cannotRead && fault?.cause as? Broken == Broken())
        let early = #expect(throws: ArchiveFault.self) { _ = try ForeignArchive { _ in throw Broken() } }
        #expect(early?.cause is Broken)
    }

    @Test func whatTheBodyThrowsComesOut() throws {
        struct Stop: Error {}
        var archive = try ForeignArchive(path: try fixtures.pack("a.tar", []))
        #expect(throws: Stop.self) {
            while try archive.next() != nil { try archive.readData { _ in throw Stop() } }
        }
    }

    /// Holes are zeros, also at the end and where there is nothing else.
    // Skipped where GNU tar is not installed.
    @Test(.enabled(if: ChildProgram.exists("tar")), arguments: ["gnu", "pax"]) func holes(format: String)
        throws
    {
        let folder = fixtures.folder.path
        try writeFile(folder + "/partly", [1, 2, 3])
        truncate(folder + "/partly", 1_000_000)
        try writeFile(folder + "/wholly", [])
        truncate(folder + "/wholly", 500_000)
        let path = folder + "/sparse.tar"
        _ = try ChildProgram.expectSuccess(
            ["tar", "-S", "--format=\(format)", "-cf", path, "partly", "wholly"], in: folder)
        let all = try Fixtures.read(try ForeignArchive(path: path))
        expectSame(try #require(all["partly"]).1, [1, 2, 3] + [UInt8](repeating: 0, count: 999_997))
        expectSame(try #require(all["wholly"]).1, [UInt8](repeating: 0, count: 500_000))
    }

    @Test func entriesMayBeSkipped() throws {
        var archive = try ForeignArchive(path: try fixtures.pack("a.tar.gz", ["-z"]))
        var count = 0
        while try archive.next() != nil { count += 1 }
        #expect(count == 6)
        #expect(archive.formatName.contains("tar"))
    }
}
