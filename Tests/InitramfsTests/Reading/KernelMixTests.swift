import Testing

@testable import Initramfs

/// Segments of different compressions one after another.
extension KernelLayoutTests {
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
}
