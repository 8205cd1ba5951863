import Testing

@testable import Initramfs

/// Damage of plain archives, of which the kernel says nothing, and what it leaves out without a word.
@Suite("Silent damage")
struct SilentDamageTests {
    @Test("a plain archive cut at every byte is never whole, except behind an entry")
    func cutEverywhere() throws {
        let bytes = CpioMaker.archive { maker in
            maker.file("init", "#!/bin/sh\n", mode: 0o755)
            maker.directory("d")
            maker.file("d/f", "contents")
        }
        let ends = try entryEnds(bytes)
        for count in 1..<bytes.count {
            let verdict = try read(Array(bytes[..<count])).verdict
            #expect(Fate(verdict) == .whole, "\(count)")
            // Padding at the very end may be missing.
            let lacks = try missing(bytes, count)
            let isEnd = lacks == 0 && ends.contains { $0 <= count + 3 && count <= $0 }
            #expect(verdict.unpacksWhole == isEnd, "\(count): \(verdict.warnings)")
            if isEnd, count < bytes.count - 3 { #expect(verdict.warnings.last?.kind == .noTrailer) }
        }
    }

    private func entryEnds(_ bytes: [UInt8]) throws -> [Int] {
        final class Starts: InitrdVisitor {
            var ends: [Int] = []
            func entry(_ entry: UnpackedEntry) throws -> Bool {
                ends.append((Int(entry.origin) + Int(entry.header.size) + 3) & ~3)
                return false
            }
        }
        let starts = Starts()
        _ = try read(bytes, visitor: starts)
        return starts.ends + [bytes.count]
    }

    /// Bytes of the cut entry's contents or name that are missing.
    private func missing(_ bytes: [UInt8], _ count: Int) throws -> Int {
        for warning in try read(Array(bytes[..<count])).verdict.warnings {
            if case .truncated(let missing) = warning.kind { return Int(missing) }
        }
        return 0
    }

    @Test("a size beyond the end of the file")
    func claims() throws {
        for size in [UInt32(1000), 0x7fff_ffff, 0xffff_ffff] {
            let bytes = CpioMaker.archive(trailer: false) { maker in
                maker.entry(Array("init".utf8), mode: 0o100755, data: Array("short".utf8), size: size)
            }
            let image = try read(bytes)
            #expect(Fate(image.verdict) == .whole && !image.verdict.unpacksWhole)
            // Contents that never came take no memory; here the padding counts as contents.
            #expect(image.tree.statistics.bytes == 8)
            #expect(image.verdict.warnings[0].description.contains("(the kernel says nothing)"))
        }
    }

    @Test("60 bytes of a header")
    func headerOnly() throws {
        let verdict = try read(Array(CpioMaker.bootable()[..<60])).verdict
        #expect(Fate(verdict) == .whole && !verdict.unpacksWhole)
        #expect(verdict.warnings.map(\.kind) == [.truncated(missing: 50)])
    }

    @Test("a missing parent directory drops the entry")
    func missingParent() throws {
        let image = try read(CpioMaker.archive { $0.file("etc/deep/file", "x") })
        #expect(image.verdict.warnings.map(\.kind) == [.dropped(.parentMissing)])
        #expect(!image.verdict.unpacksWhole && image.tree.statistics.names == 0)
    }

    @Test("microcode is found without its directories")
    func earlyFiles() throws {
        let early = CpioMaker.archive { $0.file("kernel/x86/microcode/GenuineIntel.bin", "x") }
        let image = try read(early + CpioMaker.bootable())
        #expect(image.verdict.warnings.map(\.isDamage) == [false])
        #expect(image.verdict.unpacksWhole)
        #expect(try !read(CpioMaker.bootable() + early).verdict.unpacksWhole)
    }

    @Test("a directory takes the place of a symbolic link")
    func directoryOverLink() throws {
        let base = CpioMaker.archive { maker in
            maker.directory("usr")
            maker.directory("usr/lib")
            maker.file("usr/lib/libc.so", "libc")
            maker.symlink("lib", "usr/lib")
        }
        let overlay = CpioMaker.archive { maker in
            maker.directory("lib")
            maker.file("lib/new", "new")
        }
        let image = try read(base + overlay)
        #expect(
            image.verdict.warnings.map(\.kind) == [.linkReplacedByDirectory(target: Array("usr/lib".utf8))])
        #expect(try !has(image, "lib/libc.so") && !has(image, "usr/lib/new"))
        // Without the directory's entry the file goes through the link.
        let through = try read(base + CpioMaker.archive { $0.file("lib/new", "new") })
        #expect(through.verdict.unpacksWhole)
        #expect(try contents(through, "usr/lib/new") == Array("new".utf8))
        #expect(try contents(through, "lib/new") == Array("new".utf8))
    }

    @Test("inode numbers used again without a trailer between")
    func linkClobber() throws {
        func segment(_ tag: String, trailer: Bool) -> [UInt8] {
            CpioMaker.archive(trailer: trailer) { maker in
                maker.file("\(tag)1", "", inode: 7, links: 2)
                maker.file("\(tag)2", "contents of \(tag)", inode: 7, links: 2)
            }
        }
        let clobbered = try read(
            try compress("gzip", segment("a", trailer: false)) + segment("b", trailer: true))
        let expected = UnpackWarning.Kind.takenForLink(of: Array("a1".utf8), segment: 0)
        _ = clobbered
        let both = try read(
            padded(try compress("gzip", segment("a", trailer: false))) + segment("b", trailer: true))
        #expect(both.verdict.warnings.map(\.kind) == [expected, expected])
        for name in ["a1", "a2", "b1", "b2"] {
            #expect(try contents(both, name) == Array("contents of b".utf8))
        }
        #expect(both.tree.statistics.regularFiles == 1 && both.tree.statistics.extraLinks == 3)
        let right = try read(
            padded(try compress("gzip", segment("a", trailer: true))) + segment("b", trailer: true))
        #expect(right.verdict.unpacksWhole)
        #expect(try contents(right, "a1") == Array("contents of a".utf8))
    }
}
