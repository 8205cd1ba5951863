import FoundationEssentials
import Glibc
import TestSupport
import Testing

@testable import Initramfs

/// What we write, read by the programs that everybody has.
@Suite struct SegmentInteropTests {
    static let names = [
        "bin", "bin/alias", "bin/tool", "d", "dev", "dev/null", "etc", "etc/empty", "etc/motd", "init", "tmp",
        "usr",
        "usr/bin", "usr/bin/tool",
    ]
    static let compressed: [Compression] = [.gzip, .xz, .zstd, .lz4]

    /// The program that tests and decompresses a codec.
    static func program(_ compression: Compression) -> String {
        switch compression {
        case .gzip: "gzip"
        case .xz: "xz"
        case .zstd: "zstd"
        case .lz4: "lz4"
        case .none, .lzma, .bzip2, .lzo: "cat"
        }
    }

    // Skipped where the program is not installed.
    @Test(.enabled(if: ChildProgram.exists("cpio", "bsdcpio")), arguments: ["cpio", "bsdcpio"])
    func listing(program: String) throws {
        let archive = try Samples.bytes(try Samples.segment(try Samples.entries()))
        let list = try ChildProgram.expectSuccess([program, "-it", "--quiet"], input: archive).lines
        // The name that is not UTF-8 is printed in each program's own way.
        #expect(list.filter { !$0.hasPrefix("d/") } == Self.names)
        #expect(list.count == Self.names.count + 1)
    }

    // Extraction needs root for the device; skipped where the tests run as somebody else.
    @Test(
        .enabled(if: ChildProgram.exists("cpio", "bsdcpio") && getuid() == 0), arguments: ["cpio", "bsdcpio"])
    func extraction(program: String) throws {
        let folder = try TemporaryFolder()
        let archive = try Samples.bytes(try Samples.segment(try Samples.entries()))
        _ = try ChildProgram.expectSuccess([program, "-idm", "--quiet"], input: archive, in: folder.path)
        #expect(try readFile(folder.path + "/etc/motd") == Array("diskless\n".utf8))
        #expect(try readFile(folder.path + "/usr/bin/tool") == Array("#!/bin/sh\n".utf8))
        let tool = try status(folder.path + "/bin/tool")
        #expect(tool.st_nlink == 3)
        #expect(try status(folder.path + "/bin/alias").st_ino == tool.st_ino)
        #expect(try status(folder.path + "/usr/bin/tool").st_ino == tool.st_ino)
        #expect(tool.st_mode & 0o7777 == 0o4755)
        let motd = try status(folder.path + "/etc/motd")
        #expect(motd.st_uid == 7 && motd.st_gid == 8 && motd.st_mtim.tv_sec == 1_600_000_000)
        #expect(try status(folder.path + "/dev/null").st_rdev == 0x103)
        #expect(try status(folder.path + "/tmp").st_mode & 0o7777 == 0o1777)
        #expect(try status(folder.path + "/init").st_size == 8)
        #expect(access(folder.path + "/d/\u{1}", F_OK) != 0)
    }

    /// All four lengths modulo 4 of the compressed stream must pass the codec's own program, padding
    /// included.
    @Test(.enabled(if: ChildProgram.exists("gzip", "xz", "zstd", "lz4")), arguments: compressed)
    func codecsOwnProgramAccepts(compression: Compression) throws {
        let folder = try TemporaryFolder()
        for extra in 0..<8 {
            let more = SegmentEntry.file(
                try EntryName("noise"), contents: BytesContents(Samples.noise(1000 + 3 * extra)))
            let segment = try Samples.segment(try Samples.entries(extra: [more]))
            let bytes = try Samples.bytes(segment, compression)
            #expect(bytes.count % 4 == 0)
            #expect(bytes.starts(with: compression.magic))
            let file = folder.path + "/segment"
            try writeFile(file, bytes)
            _ = try ChildProgram.expectSuccess([Self.program(compression), "-t"], input: bytes)
            let back = try ChildProgram.expectSuccess([Self.program(compression), "-dc"], input: bytes)
            expectSame(back.output, try Samples.bytes(segment))
        }
    }

    static let hasLsinitramfs = ChildProgram.exists("lsinitramfs", "cpio", "gzip", "zstd", "xz", "lz4")

    /// lsinitramfs tests the whole of what follows plain archives with the codec's program. With a plain
    /// archive alone it fails whoever wrote it, so one stands before each.
    // Skipped where the programs are not installed.
    @Test(.enabled(if: hasLsinitramfs), arguments: compressed)
    func lsinitramfsLists(compression: Compression) throws {
        let folder = try TemporaryFolder()
        let file = folder.path + "/initrd"
        let early = try Samples.segment([.file(try EntryName("early"), contents: BytesContents("x"))])
        for extra in 0..<4 {
            let more = SegmentEntry.file(
                try EntryName("zzz"), contents: BytesContents(Samples.noise(100 + extra)))
            let segment = try Samples.segment(try Samples.entries(extra: [more]))
            try writeFile(file, try Samples.bytes(early) + (try Samples.bytes(segment, compression)))
            let list = try ChildProgram.expectSuccess(["lsinitramfs", file]).lines
            #expect(list.filter { !$0.hasPrefix("d/") } == ["early"] + Self.names + ["zzz"])
        }
    }

    @Test(.enabled(if: ChildProgram.exists("xz"))) func xzHasCRC32AndFixedBlocks() throws {
        let big = SegmentEntry.file(try EntryName("big"), contents: BytesContents(Samples.prose(3 << 20)))
        let bytes = try Samples.bytes(try Samples.segment([big]), .xz, level: 0)
        let list = try ChildProgram.expectSuccess(["xz", "--robot", "--list", "/dev/stdin"], input: bytes)
            .lines
        let totals = try #require(list.first { $0.hasPrefix("totals") }).split(separator: "\t")
        // 1 MiB blocks at level 0 (dictionary 256 KiB): 3 MiB and the headers are four blocks of one stream.
        #expect(totals[1] == "1" && totals[2] == "4" && totals[6] == "CRC32")
    }

    @Test func zstdHeaderSaysSizeAndChecksum() throws {
        let segment = try Samples.segment(try Samples.entries())
        let bytes = try Samples.bytes(segment, .zstd)
        // RFC 8878 3.1.1.1.1: flag bit 2 is the checksum, bits 7 and 6 the width of the content size, here 2
        // bytes with an offset of 256, bit 5 a single segment: no window beyond the content.
        #expect(bytes[4] == 0b0110_0100)
        #expect(UInt64(bytes[5]) + UInt64(bytes[6]) << 8 + 256 == segment.plainSize)
    }

    private func status(_ path: String) throws -> stat {
        var result = stat()
        guard lstat(path, &result) == 0 else { throw ChildProgram.Failure(description: "lstat \(path)") }
        return result
    }
}
