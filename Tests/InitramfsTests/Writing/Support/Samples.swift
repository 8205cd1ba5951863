import TestSupport

@testable import Initramfs

/// Entries, contents and helpers that several suites use.
enum Samples {
    static func name(_ path: String) throws -> EntryName { try EntryName(path) }

    /// A bit of everything: directories added by the builder, hard links, a device, set-id bits, a name that
    /// is not UTF-8.
    static func entries(extra: [SegmentEntry] = []) throws -> [SegmentEntry] {
        [
            .file(
                try name("etc/motd"), permissions: 0o640, uid: 7, gid: 8, modified: 1_600_000_000,
                contents: BytesContents("diskless\n")),
            .file(try name("etc/empty"), contents: BytesContents([])),
            .file(try name("bin/tool"), permissions: 0o4755, contents: BytesContents("#!/bin/sh\n")),
            .hardLink(try name("bin/alias"), to: try name("bin/tool")),
            .hardLink(try name("usr/bin/tool"), to: try name("bin/tool")),
            .symlink(try name("init"), target: Array("bin/tool".utf8)),
            .directory(try name("tmp"), permissions: 0o1777, modified: 5),
            SegmentEntry(
                try name("dev/null"),
                EntryMetadata(kind: .character(major: 1, minor: 3), permissions: 0o666)),
            .file(try EntryName([0x64, 0x2f, 0xff, 0xfe]), contents: BytesContents("odd name")),
        ] + extra
    }

    static func segment(_ entries: [SegmentEntry]) throws -> Segment {
        var builder = SegmentBuilder()
        for entry in entries { builder.add(entry) }
        return try builder.build()
    }

    static func bytes(
        _ segment: Segment, _ compression: Compression = .none, level: Int? = nil, workers: Int = 2
    ) throws -> [UInt8] {
        var sink = MemorySink()
        let sizes = try segment.write(to: &sink, compression: compression, level: level, workers: workers)
        guard sizes.stored == UInt64(sink.bytes.count), sizes.plain == segment.plainSize else {
            throw ChildProgram.Failure(
                description: "the segment's sizes are wrong: \(sizes), \(sink.bytes.count)")
        }
        return sink.bytes
    }

    /// Reproducible bytes that do not compress (a xorshift generator).
    static func noise(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
        var state = seed &* 0x9e37_79b9_7f4a_7c15 | 1
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            for index in 0..<count {
                state ^= state << 13
                state ^= state >> 7
                state ^= state << 17
                buffer[index] = UInt8(truncatingIfNeeded: state >> 24)
            }
            filled = count
        }
    }

    /// Reproducible text of 400 words with a skewed distribution: what a better match finder finds is there.
    static func words(_ count: Int) -> [UInt8] {
        let letters = noise(4000).map { 0x61 + $0 % 26 }
        let choices = noise(count / 4 + 1, seed: 7)
        var result: [UInt8] = []
        var position = 0
        while result.count < count {
            let word =
                Int(choices[position % choices.count]) * Int(choices[(position + 1) % choices.count]) % 397
            position += 2
            result += letters[(word * 10)..<(word * 10 + 3 + word % 7)]
            result.append(0x20)
        }
        return Array(result.prefix(count))
    }

    /// Reproducible bytes that compress to about a half.
    static func prose(_ count: Int) -> [UInt8] {
        var state: UInt64 = 88_172_645_463_325_252
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            for index in 0..<count {
                state ^= state << 13
                state ^= state >> 7
                state ^= state << 17
                buffer[index] = 0x61 + UInt8(truncatingIfNeeded: state >> 40 & 0xf)
            }
            filled = count
        }
    }
}

/// Contents that are made while they are read, to be larger than memory should be.
struct GeneratedContents: EntryContents {
    let size: UInt64

    func stream(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        let piece = Samples.prose(1 << 20)
        var left = size
        while left > 0 {
            let count = Int(min(left, UInt64(piece.count)))
            try piece.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
            left -= UInt64(count)
        }
    }
}
