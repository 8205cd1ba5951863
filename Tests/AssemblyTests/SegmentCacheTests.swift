import Glibc
import Initramfs
import Machine
import Testing

@testable import Assembly

@Suite struct SegmentCacheTests {
    private static func draft(_ text: String, name: String = "x") throws -> SegmentDraft {
        let bytes = Array(text.utf8)
        return SegmentDraft(
            name: name, compression: .none, level: nil,
            entries: [
                DraftEntry(
                    name: try EntryName("file"), metadata: EntryMetadata(kind: .regular, permissions: 0o644),
                    contents: .bytes(bytes, ContentHasher.digest(bytes)))
            ])
    }

    @Test func aSegmentIsWrittenOnce() throws {
        try withScratch { folder in
            let cache = try SegmentCache(cache: CacheFolder(home: folder))
            let first = try cache.segment(Self.draft("text"))
            #expect(first.isNew)
            #expect(try ContentHasher.digest(bytes(first.path)) == first.digest)
            #expect(UInt64(try bytes(first.path).count) == first.size)
            let second = try cache.segment(Self.draft("text", name: "y"))
            #expect(!second.isNew)
            #expect(second.name == "y")
            #expect((second.path, second.digest, second.size) == (first.path, first.digest, first.size))
            #expect(try cache.segment(Self.draft("other")).path != first.path)
        }
    }

    @Test func damageIsFoundAndTheSegmentWrittenAgain() throws {
        try withScratch { folder in
            let cache = try SegmentCache(cache: CacheFolder(home: folder))
            let good = try cache.segment(Self.draft("text"))
            let image = try bytes(good.path)
            var flipped = image
            flipped[130] ^= 1
            let damages: [(String) throws -> Void] = [
                { try write(flipped, to: $0) },
                { try write(Array(image.dropLast(4)), to: $0) },
                { try write([UInt8](), to: $0) },
                { try check(unlink($0)) },
                {
                    try check(unlink($0))
                    try check(symlink("/etc/passwd", $0))
                },
                {
                    try check(unlink($0))
                    try check(mkfifo($0, 0o600))
                },
                { try write("nonsense", to: String($0.dropLast(3)) + "info") },
            ]
            for (number, damage) in damages.enumerated() {
                try damage(good.path)
                let again = try cache.segment(Self.draft("text"))
                #expect(again.isNew, "damage \(number)")
                #expect(try bytes(again.path) == image, "damage \(number)")
            }
        }
    }

    @Test func afterARestartASegmentIsHashedOnce() throws {
        try withScratch { folder in
            let home = try CacheFolder(home: folder)
            let first = try SegmentCache(cache: home, bootIdentity: "one").segment(Self.draft("text"))
            let restarted = try SegmentCache(cache: home, bootIdentity: "two")
            #expect(try !restarted.segment(Self.draft("text")).isNew)
            // As after a power failure: the size is right, the blocks are zeros, and the times say nothing.
            let status = try FileStatus(path: first.path)
            try write([UInt8](repeating: 0, count: Int(status.size)), to: first.path)
            var times = [
                timespec(tv_sec: Int(status.modified.seconds), tv_nsec: Int(status.modified.nanoseconds)),
                timespec(tv_sec: Int(status.modified.seconds), tv_nsec: Int(status.modified.nanoseconds)),
            ]
            try check(utimensat(AT_FDCWD, first.path, &times, 0))
            let third = try SegmentCache(cache: home, bootIdentity: "three")
            #expect(try third.segment(Self.draft("text")).isNew)
        }
    }

    @Test func aFailedWriteLeavesNothing() throws {
        try withScratch { folder in
            let cache = try SegmentCache(cache: CacheFolder(home: folder))
            let file = SourceFile(
                place: .path(folder + "/none"), size: 3,
                signature: FileSignature(try FileStatus(path: folder)))
            let draft = SegmentDraft(
                name: "x", compression: .zstd, level: 3,
                entries: [
                    DraftEntry(
                        name: try EntryName("a"), metadata: EntryMetadata(kind: .regular, permissions: 0o644),
                        contents: .file(file, ContentHasher.digest([])))
                ])
            #expect(throws: MachineFailure.self) { try cache.segment(draft) }
            #expect(try names(in: folder + "/kimage/segments") == [])
        }
    }

    @Test func theLeastRecentlyUsedGoFirst() async throws {
        try await withScratch { folder in
            let cache = try SegmentCache(cache: CacheFolder(home: folder))
            let texts = ["a", "b", "c", "d"]
            let segments = try texts.map { try cache.segment(Self.draft($0)) }
            for (age, segment) in segments.enumerated() {
                var times = [
                    timespec(tv_sec: 1000 + age, tv_nsec: 0), timespec(tv_sec: 1000 + age, tv_nsec: 0),
                ]
                try check(utimensat(AT_FDCWD, String(segment.path.dropLast(3)) + "info", &times, 0))
            }
            // Used again: the oldest becomes the newest.
            _ = try cache.segment(Self.draft("a"))
            try write("stale", to: folder + "/kimage/segments/.kimage-left-behind")
            let lease = try await cache.lease()
            try cache.collectGarbage(limit: segments[0].size * 2, keeping: [])
            #expect(try segments.map { try FileStatus.ifExists(path: $0.path) }.allSatisfy { $0 != nil })
            _ = consume lease
            try cache.collectGarbage(limit: segments[0].size * 2, keeping: [segments[1]])
            let left = try segments.map { try FileStatus.ifExists(path: $0.path) != nil }
            #expect(left == [true, true, false, false])
            #expect(
                try names(in: folder + "/kimage/segments").count == 5, "two segments, two records, the lock")
        }
    }
}
