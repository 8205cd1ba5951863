import Testing

@testable import Initramfs

@Suite struct BaseRuleTests {
    private let base: BaseTable

    init() throws {
        var table = BaseTable()
        func set(_ path: String, _ kind: EntryKind, _ permissions: UInt32 = 0o755, shared: Bool = false)
            throws
        {
            let metadata = EntryMetadata(kind: kind, permissions: permissions, uid: 11, gid: 12, modified: 13)
            table.set(try EntryName(path), metadata, isShared: shared)
        }
        try set("usr", .directory, 0o711)
        try set("usr/lib", .directory)
        try set("usr/lib/x", .regular)
        try set("lib", .symlink(Array("usr/lib".utf8)))
        try set("lib64", .symlink(Array("/lib".utf8)))
        try set("usr/up", .symlink(Array("../../..//./usr/lib".utf8)))
        try set("loop", .symlink(Array("loop".utf8)))
        try set("etc", .directory)
        try set("etc/rc", .regular)
        try set("etc/two", .regular, shared: true)
        try set("srv", .directory)
        try set("null", .character(major: 1, minor: 3))
        base = table
    }

    private func build(_ entries: SegmentEntry...) throws -> Segment {
        var builder = SegmentBuilder(over: base)
        for entry in entries { builder.add(entry) }
        return try builder.build()
    }

    private func file(_ path: String) throws -> SegmentEntry {
        .file(try EntryName(path), contents: BytesContents("x"))
    }

    @Test func directoriesTakeOverTheBasesMetadata() throws {
        let segment = try build(try file("usr/lib/new"))
        #expect(segment.names.map(\.description) == ["/usr", "/usr/lib", "/usr/lib/new"])
        let bytes = try Samples.bytes(segment)
        #expect(
            String(decoding: bytes[14..<54], as: UTF8.self) == "000041C90000000B0000000C000000020000000D")
    }

    @Test func directoryOverSymlink() throws {
        let lib = try EntryName("lib")
        #expect(throws: SegmentFault.overSymlink(lib, link: lib, instead: try EntryName("usr/lib"))) {
            try build(.directory(lib))
        }
        let inside = try EntryName("lib/modules/x")
        let fault = SegmentFault.overSymlink(inside, link: lib, instead: try EntryName("usr/lib/modules/x"))
        #expect(throws: fault) { try build(try file("lib/modules/x")) }
        #expect(fault.description.contains("/usr/lib/modules/x"))
        #expect(
            throws: SegmentFault.overSymlink(
                try EntryName("loop/x"), link: try EntryName("loop"), instead: nil)
        ) {
            try build(try file("loop/x"))
        }
    }

    @Test func replacingWhatIsThere() throws {
        // A file over a file, over a symbolic link, over an empty directory; a directory over a file: all
        // work.
        #expect(
            try build(try file("etc/rc"), try file("lib"), try file("srv"), .directory(try EntryName("null")))
                .names.count == 5)
        #expect(throws: SegmentFault.overDirectory(try EntryName("etc"))) { try build(try file("etc")) }
        #expect(throws: SegmentFault.overDirectory(try EntryName("usr"))) {
            try build(.symlink(try EntryName("usr"), target: [0x61]))
        }
        #expect(throws: SegmentFault.overSharedFile(try EntryName("etc/two"))) {
            try build(try file("etc/two"))
        }
        #expect(throws: SegmentFault.overFile(try EntryName("etc/rc"), below: try EntryName("etc/rc/d"))) {
            try build(try file("etc/rc/d"))
        }
        // Said explicitly, a directory may replace a file.
        #expect(try build(try file("etc/rc/d"), .directory(try EntryName("etc/rc"))).names.count == 3)
    }

    @Test func devices() throws {
        func device(_ minor: UInt32) throws -> SegmentEntry {
            SegmentEntry(
                try EntryName("null"),
                EntryMetadata(kind: .character(major: 1, minor: minor), permissions: 0o600))
        }
        #expect(try build(try device(3)).names.count == 1)
        #expect(throws: SegmentFault.overDevice(try EntryName("null"))) { try build(try device(5)) }
    }

    @Test(arguments: [
        ("lib/a/b", "usr/lib/a/b"), ("lib64/a", "usr/lib/a"), ("usr/up/a", "usr/lib/a"), ("lib", "lib"),
        ("none/a", "none/a"), ("etc/rc", "etc/rc"),
    ])
    func resolving(path: String, expected: String) throws {
        #expect(base.resolve(try EntryName(path)) == (try EntryName(expected)))
    }

    @Test func resolvingTheLastComponentAndLoops() throws {
        #expect(base.resolve(try EntryName("lib64"), followingLast: true) == (try EntryName("usr/lib")))
        #expect(base.resolve(try EntryName("loop/a")) == nil)
        #expect(base.resolve(.root) == .root)
    }
}
