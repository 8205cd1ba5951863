import TestSupport
import Testing

@testable import Archives

// Skipped where bsdtar is not installed: it makes the fixtures.
@Suite(.enabled(if: ChildProgram.exists("bsdtar"))) struct HostileArchiveTests {
    private let fixtures: Fixtures

    init() throws { fixtures = try Fixtures() }

    private func fault(_ bytes: [UInt8], _ limits: ArchiveLimits = ArchiveLimits()) throws -> ArchiveFault? {
        let path = fixtures.folder.path + "/hostile"
        try writeFile(path, bytes)
        return #expect(throws: ArchiveFault.self) {
            _ = try Fixtures.read(try ForeignArchive(path: path, limits: limits))
        }
    }

    @Test func truncated() throws {
        for (name, options) in [
            ("a.tar", ["--format=ustar"]), ("a.tar.gz", ["-z"]), ("a.zip", ["--format=zip"]),
        ] {
            let bytes = try readFile(try fixtures.pack(name, options))
            #expect(try fault(Array(bytes.prefix(bytes.count / 2)))?.code == .damaged, "\(name)")
        }
    }

    /// libarchive only warns of a wrong checksum.
    @Test func zipWithWrongChecksum() throws {
        var bytes = try readFile(
            try fixtures.pack("a.zip", ["--format=zip", "--options", "zip:compression=store"]))
        let start = try #require(bytes.firstIndex(of: Fixtures.large[9]))
        #expect(start > 0)
        bytes[bytes.count / 2] ^= 0x55
        let fault = try fault(bytes)
        #expect(fault?.code == .damaged && fault?.message.contains("CRC") == true)
    }

    @Test func noArchive() throws {
        #expect(try fault(Array("just some text, which is no archive\n".utf8))?.code == .unknownFormat)
        let missing = #expect(throws: ArchiveFault.self) {
            _ = try ForeignArchive(path: fixtures.folder.path + "/missing")
        }
        #expect(missing?.code == .cannotRead && missing?.message.contains("No such file") == true)
        let directory = #expect(throws: ArchiveFault.self) {
            _ = try Fixtures.read(try ForeignArchive(path: fixtures.folder.path))
        }
        #expect(directory?.code == .cannotRead)
    }

    @Test func limits() throws {
        let bytes = try readFile(try fixtures.pack("a.tar.gz", ["-z"]))
        let entries = try fault(bytes, ArchiveLimits(entries: 5))
        #expect(entries?.code == .limit && entries?.message.contains("5") == true)
        #expect(try fault(bytes, ArchiveLimits(totalBytes: 700_008))?.code == .limit)
        #expect(try fault(bytes, ArchiveLimits(nameLength: 12))?.code == .limit)
        let path = fixtures.folder.path + "/hostile"
        try writeFile(path, bytes)
        let exact = ArchiveLimits(entries: 6, totalBytes: 700_009, nameLength: 13)
        #expect(try Fixtures.read(try ForeignArchive(path: path, limits: exact)).count == 6)
    }

    /// Any damage ends in an error or in entries, never in a crash or a loop.
    @Test func bentBytes() throws {
        for (name, options) in [
            ("a.tar", ["--format=pax"]), ("a.cpio", ["--format=newc"]), ("a.zip", ["--format=zip"]),
            ("a.tar.zst", ["--zstd"]), ("a.iso", ["--format=iso9660"]),
        ] {
            let bytes = try readFile(try fixtures.pack(name, options))
            let path = fixtures.folder.path + "/bent"
            var state: UInt64 = 12345
            for _ in 0..<40 {
                var bent = bytes
                for _ in 0..<8 {
                    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    // Mostly near the start, where the headers are.
                    let position = Int(state >> 33) % min(bent.count, 4096)
                    bent[position] = UInt8(truncatingIfNeeded: state >> 20)
                }
                try writeFile(path, bent)
                do {
                    let limits = ArchiveLimits(entries: 1000, totalBytes: 64 << 20)
                    _ = try Fixtures.read(try ForeignArchive(path: path, limits: limits))
                } catch let fault as ArchiveFault {
                    #expect(!fault.message.isEmpty)
                }
            }
        }
    }
}
