import Testing

@testable import Initramfs

/// Damage within streams, and kernels that know less.
extension KernelLayoutTests {
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
