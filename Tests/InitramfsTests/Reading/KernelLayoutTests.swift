import Testing

@testable import Initramfs

/// Layouts that were booted on Linux 6.1, 6.18 and 7.2: what comes of them and the kernel's message.
@Suite("Layouts and the kernel's verdict")
struct KernelLayoutTests {
    static let hasTools = ChildProgram.exists("gzip", "xz", "zstd", "lz4", "lzop", "bzip2")

    private func fate(_ bytes: [UInt8]) throws -> Fate { Fate(try read(bytes).verdict) }

    private func expectWhole(_ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) throws {
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
    private func twoParts() -> (first: [UInt8], second: [UInt8], whole: [UInt8], cut: Int) {
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

    // MARK: - lz4

    @Test("lz4 swallows what follows it directly", .enabled(if: hasTools))
    func lz4Swallows() throws {
        let first = try compress("lz4 -l", CpioMaker.bootable())
        let second = CpioMaker.archive { $0.file("second", "x") }
        for next in [second, try compress("zstd", second)] {
            for padding in [0, 1, 3] where (first.count + padding) % 4 == 0 || padding == 0 {
                let image = try read(first + [UInt8](repeating: 0, count: padding) + next)
                #expect(Fate(image.verdict) == .partial("Decoding failed"))
                #expect(try !has(image, "second") && has(image, "payload"))
            }
            let image = try read(padded(first) + [0, 0, 0, 0] + next)
            #expect(Fate(image.verdict) == .whole)
            #expect(try has(image, "second"))
        }
        let twice = try read(first + compress("lz4 -l", second))
        #expect(Fate(twice.verdict) == .whole)
        #expect(try has(twice, "second"))
    }

    @Test("an lz4 bit flip in a literal is silent", .enabled(if: hasTools))
    func lz4Flip() throws {
        var bytes = try compress("lz4 -l", CpioMaker.bootable())
        bytes[bytes.count / 2] ^= 1
        let image = try read(bytes)
        #expect(Fate(image.verdict) == .whole)
        #expect(try contents(image, "payload") != Samples.noise(20_000))
    }

    // MARK: - Mixed

    @Test("all compressions one after another, unpadded", .enabled(if: hasTools))
    func mixed() throws {
        var bytes = CpioMaker.bootable()
        let commands = [
            "gzip", "xz --check=crc32", "zstd", "bzip2", "xz --format=lzma", "lzop", "lz4 -l",
        ]
        for (index, command) in commands.enumerated() {
            bytes += try compress(command, CpioMaker.archive { $0.file("from-\(index)", Samples.noise(999)) })
        }
        let image = try read(bytes)
        try expectWhole(bytes)
        #expect(image.segments.map(\.compression) == [.none, .gzip, .xz, .zstd, .bzip2, .lzma, .lzo, .lz4])
        for index in commands.indices { #expect(try contents(image, "from-\(index)") == Samples.noise(999)) }
    }

    @Test("plain after plain and compressed after plain", .enabled(if: hasTools), arguments: [true, false])
    func plainFirst(_ trailer: Bool) throws {
        let first = CpioMaker.bootable(trailer: trailer)
        let second = CpioMaker.archive { $0.file("second", "x") }
        try expectWhole(first + second)
        #expect(try read(first + second).segments.count == (trailer ? 2 : 1))
        try expectWhole(first + compress("zstd", second))
    }

    @Test("plain after compressed must be aligned", .enabled(if: hasTools))
    func alignment() throws {
        let second = CpioMaker.archive { $0.file("second", "x") }
        for command in ["gzip", "xz --check=crc32", "zstd", "xz --format=lzma", "bzip2", "lzop"] {
            let first = try padded(compress(command, CpioMaker.bootable()))
            try expectWhole(first + second)
            let image = try read(first + [0] + second)
            #expect(Fate(image.verdict) == .partial("invalid magic at start of compressed archive"))
            #expect(try !has(image, "second"))
            #expect(image.verdict.failure?.offset == UInt64(first.count + 1))
            #expect(image.verdict.failure?.hint?.contains("multiple of 4") == true)
            // A compressed one may begin anywhere.
            try expectWhole(first + [0] + compress("gzip", second))
        }
    }

    @Test("unaligned after plain is broken padding", .enabled(if: hasTools))
    func brokenPadding() throws {
        let second = try compress("gzip", CpioMaker.archive { $0.file("second", "x") })
        #expect(try fate(CpioMaker.bootable() + [0] + second) == .partial("broken padding"))
    }

    @Test("zeros before, between and behind", .enabled(if: hasTools))
    func zeros() throws {
        let second = try compress("zstd", CpioMaker.archive { $0.file("second", "x") })
        for count in [4, 512, 1 << 20] {
            let gap = [UInt8](repeating: 0, count: count)
            try expectWhole(gap + CpioMaker.bootable() + gap + second + gap)
        }
    }

    @Test("garbage at the end", .enabled(if: hasTools))
    func garbage() throws {
        let bytes = try compress("zstd", CpioMaker.bootable())
        let image = try read(bytes + Array("garbage!".utf8))
        #expect(Fate(image.verdict) == .partial("invalid magic at start of compressed archive"))
        #expect(!image.verdict.unpacksWhole)
        #expect(image.verdict.failure?.lostBytes == 8)
        #expect(try contents(image, "payload") == Samples.noise(20_000))
    }

    // MARK: - Damage

    @Test("a wrong gzip checksum is silent", .enabled(if: hasTools))
    func gzipChecksum() throws {
        var bytes = try compress("gzip", CpioMaker.bootable())
        bytes[bytes.count - 6] ^= 1
        let verdict = try read(bytes).verdict
        #expect(Fate(verdict) == .whole && !verdict.unpacksWhole)
        #expect(verdict.warnings.map(\.kind) == [.wrongChecksum])
        #expect(verdict.summary.contains("(the kernel says nothing)"))
        bytes.removeLast(3)
        #expect(try read(bytes).verdict.warnings.map(\.kind) == [.cutTrailer])
    }

    @Test("zstd cut or flipped", .enabled(if: hasTools))
    func zstdDamage() throws {
        // Several blocks, so that /init is out before the damage is met.
        let bytes = try compress("zstd", CpioMaker.bootable(payload: 400_000))
        #expect(try fate(Array(bytes.dropLast(100))) == .partial("ZSTD-compressed data is truncated"))
        var flipped = bytes
        flipped[bytes.count - 2] ^= 1
        #expect(try fate(flipped) == .partial("ZSTD-compressed data is corrupt"))
    }

    @Test("xz flipped", .enabled(if: hasTools))
    func xzDamage() throws {
        var bytes = try compress("xz --check=crc32", CpioMaker.bootable())
        bytes[bytes.count - 200] ^= 0x10
        let image = try read(bytes)
        #expect(Fate(image.verdict) == .partial("XZ-compressed data is corrupt"))
    }

    @Test("070702 with right and wrong sums")
    func checksums() throws {
        let data = Samples.noise(1000)
        let sum = data.reduce(UInt32(0)) { $0 &+ UInt32($1) }
        for (checksum, expected) in [(sum, Fate.whole), (sum + 1, .partial("bad data checksum"))] {
            let bytes = CpioMaker.archive { maker in
                maker.entry(
                    Array("init".utf8), mode: 0o100755, data: data, magic: "070702", checksum: checksum)
                maker.file("after", "x")
            }
            let image = try read(bytes)
            #expect(Fate(image.verdict) == expected)
            #expect(try has(image, "after") == (expected == .whole))
            #expect(Fate(try read(bytes, support: .linux42).verdict) == .dies("no cpio magic"))
        }
    }

    @Test("a kernel without zstd, and the old wording", .enabled(if: hasTools))
    func oldKernel() throws {
        let bytes = try compress("zstd", CpioMaker.bootable())
        let verdict = try read(bytes, support: .linux42).verdict
        #expect(Fate(verdict) == .dies("compression method zstd not configured"))
        let lz4 = try compress("lz4", CpioMaker.bootable())
        #expect(Fate(try read(lz4, support: .linux42).verdict) == .dies("junk in compressed archive"))
    }

    @Test("other archives")
    func otherArchives() throws {
        let odc = Array("070707".utf8) + [UInt8](repeating: UInt8(ascii: "0"), count: 200)
        #expect(try fate(odc) == .dies("incorrect cpio method used: use -H newc option"))
        #expect(try fate(Array("0123456".utf8) + [UInt8](repeating: 1, count: 200)) == .dies("no cpio magic"))
        #expect(try fate(Array("hsqs1234".utf8)) == .dies("invalid magic at start of compressed archive"))
        let unterminated = CpioMaker.archive { maker in
            maker.entry(Array("name".utf8), mode: 0o100644, terminated: false)
        }
        #expect(try fate(unterminated) == .dies("malformed archive"))
    }
}
