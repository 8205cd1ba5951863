import Testing

@testable import Initramfs

@Suite struct SegmentRefusalTests {
    private let file = BytesContents("x")

    private func expect(_ fault: SegmentFault, _ entries: [SegmentEntry]) throws {
        // Whatever the order of adding.
        for order in [entries, entries.reversed()] {
            #expect(throws: fault) { try Samples.segment(order) }
        }
        #expect(!fault.description.isEmpty)
    }

    @Test func duplicates() throws {
        let name = try EntryName("a")
        try expect(.duplicate(name), [.file(name, contents: file), .directory(name)])
        // Two spellings of one path.
        try expect(
            .duplicate(try EntryName("a/b")),
            [.file(try EntryName("/a//b"), contents: file), .file(try EntryName("./a/b"), contents: file)])
    }

    @Test func fileOrLinkAsParent() throws {
        let child = SegmentEntry.file(try EntryName("a/b/c"), contents: file)
        let fault = SegmentFault.notADirectory(try EntryName("a"), below: try EntryName("a/b/c"))
        try expect(fault, [child, .file(try EntryName("a"), contents: file)])
        try expect(
            fault,
            [child, .symlink(try EntryName("a"), target: Array("d".utf8)), .directory(try EntryName("d"))])
    }

    @Test func trailerName() throws {
        try expect(.trailerName, [.file(try EntryName("TRAILER!!!"), contents: file)])
        // Only as a whole path: init/initramfs.c compares the whole name.
        #expect(try Samples.segment([.file(try EntryName("d/TRAILER!!!"), contents: file)]).names.count == 2)
    }

    @Test(arguments: [0, 4096]) func symlinkTargets(length: Int) throws {
        let name = try EntryName("l")
        let target = [UInt8](repeating: 0x61, count: length)
        try expect(.symlinkTarget(name, length: length), [.symlink(name, target: target)])
    }

    @Test func longestSymlinkTargetAndNUL() throws {
        let name = try EntryName("l")
        let longest = [UInt8](repeating: 0x61, count: 4095)
        #expect(
            try Samples.bytes(try Samples.segment([.symlink(name, target: longest)])).count == 4096 + 112
                + 124)
        try expect(.symlinkTarget(name, length: 3), [.symlink(name, target: [0x61, 0, 0x62])])
    }

    @Test func payloads() throws {
        let name = try EntryName("a")
        let regular = EntryMetadata(kind: .regular, permissions: 0o644)
        let directory = EntryMetadata(kind: .directory, permissions: 0o755)
        try expect(.wrongPayload(name), [SegmentEntry(name, regular)])
        try expect(.wrongPayload(name), [SegmentEntry(name, directory, .contents(file))])
        try expect(.wrongPayload(name), [SegmentEntry(name, directory, .hardLink(try EntryName("b")))])
    }

    @Test func sizesAndNumbers() throws {
        let name = try EntryName("a")
        let size: UInt64 = 1 << 32
        try expect(.tooLarge(name, size: size), [.file(name, contents: GeneratedContents(size: size))])
        #expect(
            try Samples.segment([.file(name, contents: GeneratedContents(size: size - 1))]).plainSize > size)
        let kinds: [EntryKind] = [.character(major: 4096, minor: 0), .block(major: 0, minor: 1 << 20)]
        for kind in kinds {
            try expect(
                .deviceNumber(name), [SegmentEntry(name, EntryMetadata(kind: kind, permissions: 0o600))])
        }
        try expect(.rootIsNoDirectory, [.file(.root, contents: file)])
    }

    /// Contents that lie about their size would shift everything after them.
    @Test(arguments: [UInt64(0), 4, 6]) func contentsOfAnotherSize(announced: UInt64) throws {
        struct Liar: EntryContents {
            let size: UInt64
            func stream(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
                try Array("12345".utf8).withUnsafeBytes(body)
            }
        }
        let name = try EntryName("a")
        let segment = try Samples.segment([.file(name, contents: Liar(size: announced))])
        guard announced > 0 else {
            // Nothing was announced, so nothing is asked for.
            #expect(try Samples.bytes(segment).count == 112 + 124)
            return
        }
        #expect(throws: NewcFault.wrongSize(name, announced: announced, written: 5)) {
            try Samples.bytes(segment)
        }
    }

    @Test func levelsOutOfRange() throws {
        for (compression, level) in [
            (Compression.gzip, 0), (.gzip, 10), (.zstd, 0), (.zstd, 20), (.zstd, 22), (.xz, -1), (.xz, 10),
            (.lz4, 0),
            (.lz4, 13), (.none, 1), (.lzma, 1),
        ] {
            #expect(throws: CodecFault.self) { try SegmentCodec(compression, level: level) }
        }
        for compression in [Compression.lzma, .bzip2, .lzo] {
            #expect(throws: CodecFault.unsupported("\(compression.rawValue) is read, but not written")) {
                try SegmentCodec(compression)
            }
        }
        #expect(try SegmentCodec(.zstd).level == 3)
        #expect(try SegmentCodec(.none).level == nil)
    }
}
