import TestSupport
import Testing

@testable import Initramfs

/// Layouts that were booted on Linux 6.1, 6.18 and 7.2: what comes of them and the kernel's message.
@Suite("Layouts and the kernel's verdict")
struct KernelLayoutTests {
    static let hasTools = ChildProgram.exists("gzip", "xz", "zstd", "lz4", "lzop", "bzip2")

    func fate(_ bytes: [UInt8]) throws -> Fate { Fate(try read(bytes).verdict) }

    func expectWhole(_ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) throws {
        let image = try read(bytes)
        #expect(Fate(image.verdict) == .whole, sourceLocation: sourceLocation)
        #expect(image.verdict.unpacksWhole, "\(image.verdict.warnings)", sourceLocation: sourceLocation)
        let payload = try contents(image, "payload")
        #expect(payload.count == 20_000 && payload == Samples.noise(20_000), sourceLocation: sourceLocation)
    }

    @Test(
        "every compression that boots", .enabled(if: hasTools),
        arguments: [
            "cat", "gzip -9", "gzip -n -1", "xz --check=crc32", "xz --check=none",
            "xz --check=crc32 -T2 --block-size=8192",
            "xz --check=crc32 --x86 --lzma2", "xz --check=crc32 -9e", "xz --check=crc32 --lzma2=dict=512MiB",
            "zstd -3", "zstd -19", "zstd -T2", "zstd --no-check", "zstd --ultra -22", "zstd --long=27",
            "lz4 -l",
            "lz4 -l -9", "xz --format=lzma", "lzop", "lzop -9", "bzip2", "bzip2 -1",
        ])
    func boots(_ command: String) throws {
        try expectWhole(compress(command, CpioMaker.bootable()))
    }

    @Test("a gzip header with a file name is taken")
    func storedName() throws {
        var stream = try compress("gzip -n", CpioMaker.bootable())
        stream[3] |= 8
        stream.insert(contentsOf: Array("initrd.cpio".utf8) + [0], at: 10)
        try expectWhole(stream)
        #expect(try read(stream).segments[0].header.storedName == Array("initrd.cpio".utf8))
    }

    @Test("a gzip header with an extra field, as bgzip writes it, is not")
    func extraField() throws {
        var stream = try compress("gzip -n", CpioMaker.bootable())
        stream[3] |= 4
        stream.insert(contentsOf: [6, 0, 0x42, 0x43, 2, 0, 0x1b, 0], at: 10)
        #expect(try fate(stream) == .dies("uncompression error"))
    }

    @Test(
        "compression that the kernel refuses", .enabled(if: hasTools),
        arguments: [
            ("xz --check=crc64", "Input was encoded with settings that are not supported by this XZ decoder"),
            (
                "xz --check=sha256",
                "Input was encoded with settings that are not supported by this XZ decoder"
            ),
            (
                "xz --check=crc32 --arm --lzma2",
                "Input was encoded with settings that are not supported by this XZ decoder"
            ),
            (
                "xz --check=crc32 --delta=dist=4 --lzma2",
                "Input was encoded with settings that are not supported by this XZ decoder"
            ),
            ("zstd --long=28", "ZSTD-compressed data is probably corrupt"),
            ("zstd --long=31", "ZSTD-compressed data is probably corrupt"),
            ("lz4", "invalid magic at start of compressed archive"),
        ])
    func refused(_ command: String, _ message: String) throws {
        let image = try read(compress(command, CpioMaker.bootable()))
        #expect(Fate(image.verdict) == .dies(message))
        #expect(image.verdict.failure?.hint != nil)
    }

    @Test("the x86 filter only on x86", .enabled(if: hasTools))
    func branchFilter() throws {
        let bytes = try compress("xz --check=crc32 --x86 --lzma2", CpioMaker.bootable())
        let verdict = try read(bytes, support: .modern(x86: false)).verdict
        #expect(
            Fate(verdict)
                == .dies("Input was encoded with settings that are not supported by this XZ decoder"))
    }

    // MARK: - Streams one after another

    /// Where the second entry's header begins, and the archive.
    func twoParts() -> (first: [UInt8], second: [UInt8], whole: [UInt8], cut: Int) {
        let first = CpioMaker.archive(trailer: false) { $0.file("init", "#!/bin/sh\n", mode: 0o755) }
        let second = CpioMaker.archive { $0.file("payload", Samples.noise(20_000)) }
        return (first, second, first + second, first.count + 5_000)
    }

    @Test(
        "streams cut where an entry ends", .enabled(if: hasTools),
        arguments: [
            "gzip", "xz --check=crc32", "zstd", "lz4 -l", "bzip2", "lzop", "xz --format=lzma",
        ])
    func cutBetweenEntries(_ command: String) throws {
        let parts = twoParts()
        try expectWhole(compress(command, parts.first) + compress(command, parts.second))
        let image = try read(compress(command, parts.first) + compress(command, parts.second))
        // lz4 swallows what follows, and here that is another lz4 stream.
        #expect(image.segments.count == (command == "lz4 -l" ? 1 : 2))
    }

    @Test(
        "streams cut within a file", .enabled(if: hasTools), arguments: ["gzip", "xz --check=crc32", "zstd"])
    func cutWithinFile(_ command: String) throws {
        let parts = twoParts()
        let bytes =
            try compress(command, Array(parts.whole[..<parts.cut]))
            + compress(command, Array(parts.whole[parts.cut...]))
        let verdict = try read(bytes).verdict
        #expect(Fate(verdict) == .partial("junk at the end of compressed archive"))
        #expect(verdict.failure?.cutFile == Array("payload".utf8))
    }

    @Test("a stream cut in the padding behind a file", .enabled(if: hasTools))
    func cutInPadding() throws {
        let first = CpioMaker.archive(trailer: false) { $0.file("init", "12345", mode: 0o755) }
        let rest = CpioMaker.archive { $0.file("payload", "x") }
        let bytes = try compress("zstd", Array(first.dropLast(2))) + compress("zstd", [0, 0] + rest)
        #expect(try fate(bytes) == .partial("junk at the end of compressed archive"))
    }

    @Test("an .xz file of two streams with stream padding between", .enabled(if: hasTools))
    func streamPadding() throws {
        let parts = twoParts()
        try expectWhole(
            compress("xz --check=crc32", parts.first) + [0, 0, 0, 0]
                + compress("xz --check=crc32", parts.second))
    }

    @Test("1,020 zstd frames of one entry each", .enabled(if: hasTools))
    func manyFrames() throws {
        let frame = try compress("zstd", CpioMaker.archive(trailer: false) { $0.file("same", "x") })
        var bytes = try compress("zstd", CpioMaker.bootable(trailer: false))
        for _ in 0..<1020 { bytes += frame }
        bytes += try compress("zstd", CpioMaker.archive { _ in })
        try expectWhole(bytes)
        #expect(try read(bytes).segments.count == 1022)
    }

    @Test("skippable zstd frames", .enabled(if: hasTools))
    func skippableFrames() throws {
        let skippable: [UInt8] = [0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 1, 2, 3, 4]
        let parts = twoParts()
        let first = try compress("zstd", parts.first)
        let second = try compress("zstd", parts.second)
        let message = "invalid magic at start of compressed archive"
        #expect(try fate(skippable + first + second) == .dies(message))
        #expect(try fate(first + skippable + second) == .partial(message))
        let last = try read(first + second + skippable)
        #expect(Fate(last.verdict) == .partial(message))
        #expect(try contents(last, "payload").count == 20_000)
        #expect(last.verdict.failure?.lostBytes == 12)
    }
}
