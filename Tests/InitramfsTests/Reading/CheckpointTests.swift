import TestSupport
import Testing

@testable import Initramfs

/// Reading that goes on where an earlier one left a checkpoint finds what reading everything finds.
@Suite("Checkpoints of reading")
struct CheckpointTests {
    static let hasTools = ChildProgram.exists("gzip", "zstd")

    private static let base = CpioMaker.archive { maker in
        maker.directory(".", mode: 0o750)
        maker.directory("d")
        maker.directory("gone")
        maker.file("d/page", [UInt8](repeating: 1, count: 4097))
        maker.file("big", [UInt8](repeating: 2, count: 65 * 4096 + 1), mode: 0o4755)
        maker.symlink("link", "d")
        maker.node("null", mode: 0o020666, 1, 3)
        maker.file("h1", "", inode: 9, links: 2)
        maker.file("h2", "linked", inode: 9, links: 2)
        maker.file("replaced", "by a link")
    }

    private static let edit = CpioMaker.archive { maker in
        maker.directory(".", mode: 0o755)
        maker.file("init", "#!/bin/sh\n", mode: 0o755)
        maker.file("link/through", "the link")
        maker.file("h1", "longer contents of both names")
        maker.symlink("replaced", "big")
        maker.symlink("gone", "d")
        maker.file("missing/parent", "dropped")
        maker.file("i1", "", inode: 9, links: 2)
        maker.file("i2", "linked", inode: 9, links: 2)
    }

    private static func expectSame(_ one: InitrdImage, _ two: InitrdImage, _ place: Comment) {
        #expect(one.segments == two.segments, place)
        #expect(one.tree.items() == two.tree.items(), place)
        #expect(one.tree.statistics == two.tree.statistics, place)
        #expect(one.tree.nameBytes == two.tree.nameBytes, place)
        #expect(one.verdict == two.verdict && one.entries == two.entries, place)
    }

    private static func check(_ base: [UInt8], _ tail: [UInt8], _ place: Comment) throws {
        let reader = InitrdReader(InputSource(bytes: base + edit))
        let (_, made) = try reader.read(after: nil, checkpointAt: UInt64(base.count))
        let checkpoint = try #require(made, place)
        let other = InitrdReader(InputSource(bytes: base + tail))
        let resumed = try other.read(after: checkpoint, checkpointAt: UInt64(base.count))
        #expect(resumed.checkpoint == nil, place)
        try expectSame(resumed.image, other.read(), place)
        // Damage is not used, whatever it is, and the right checkpoint is made again.
        for cut in stride(from: 0, to: checkpoint.bytes.count, by: 97) {
            let damaged = ReadCheckpoint(bytes: Array(checkpoint.bytes[..<cut]))
            let again = try other.read(after: damaged, checkpointAt: UInt64(base.count))
            #expect(again.checkpoint?.bytes == checkpoint.bytes, place)
            try expectSame(again.image, other.read(), place)
        }
    }

    @Test("after a plain base, whatever follows", .enabled(if: hasTools))
    func plain() throws {
        for tail in [Self.edit, padded(try compress("gzip -n", Self.edit)), Array(Self.edit.dropLast(150))] {
            try Self.check(padded(Self.base), tail, "tail of \(tail.count) bytes")
            try Self.check(padded(Self.base, to: 512), tail, "tail of \(tail.count) bytes after zeros")
        }
    }

    @Test("after a compressed base, and after several segments", .enabled(if: hasTools))
    func compressed() throws {
        let more = CpioMaker.archive { $0.file("more", "and more") }
        for program in ["gzip -n", "zstd -q"] {
            let base = padded(try compress(program, Self.base))
            try Self.check(base, Self.edit, "\(program)")
            try Self.check(base, try compress(program, Self.edit), "\(program) twice")
            try Self.check(padded(more) + base, Self.edit, "plain, \(program)")
            try Self.check(base + padded(more), Self.edit, "\(program), plain")
        }
    }

    @Test("there is none within a segment, behind a warning, or while hard links are remembered")
    func none() throws {
        func checkpoint(_ base: [UInt8], at position: Int) throws -> ReadCheckpoint? {
            try InitrdReader(InputSource(bytes: base + Self.edit)).read(
                after: nil, checkpointAt: UInt64(position)
            ).checkpoint
        }
        let base = padded(Self.base)
        #expect(try checkpoint(base, at: base.count) != nil)
        #expect(try checkpoint(base, at: base.count - 4) == nil)
        #expect(try checkpoint(base, at: 0) == nil)
        let dropped = CpioMaker.archive { $0.file("missing/parent", "dropped") }
        #expect(try checkpoint(padded(dropped), at: padded(dropped).count) == nil)
        let open = CpioMaker.archive(trailer: false) { $0.file("h", "x", inode: 9, links: 2) }
        #expect(try checkpoint(padded(open), at: padded(open).count) == nil)
    }
}
