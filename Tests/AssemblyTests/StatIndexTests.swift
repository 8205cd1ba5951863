import Glibc
import Machine
import Testing

@testable import Assembly

@Suite struct StatIndexTests {
    private static let past = FileTime(seconds: 1_600_000_000, nanoseconds: 5)

    private static func file(_ path: String) throws -> SourceFile {
        let status = try FileStatus(path: path)
        return SourceFile(
            place: .path(path), size: UInt64(status.size), signature: FileSignature(status))
    }

    /// A clock that is long after the file was written.
    private static let later: @Sendable () -> FileTime = {
        let now = FileTime.now()
        return FileTime(seconds: now.seconds + 60, nanoseconds: 0)
    }

    @Test func anUnchangedFileIsReadOnce() throws {
        try withScratch { folder in
            let cache = try CacheFolder(home: folder + "/cache")
            try write("one", to: folder + "/file")
            var digests = ContentDigests(index: try StatIndex(cache: cache), clock: Self.later)
            let digest = try digests.digest(of: Self.file(folder + "/file"))
            #expect(digest == ContentHasher.digest(Array("one".utf8)))
            #expect(digests.filesRead == 1)
            try digests.save()
            var again = ContentDigests(index: try StatIndex(cache: cache), clock: Self.later)
            #expect(try again.digest(of: Self.file(folder + "/file")) == digest)
            #expect(again.filesRead == 0)
        }
    }

    @Test func aFileThatMayHaveChangedInTheSameTickIsReadAgain() throws {
        try withScratch { folder in
            let cache = try CacheFolder(home: folder + "/cache")
            try write("one", to: folder + "/file")
            let file = try Self.file(folder + "/file")
            // The look happens in the very tick of the write.
            var digests = ContentDigests(
                index: try StatIndex(cache: cache), clock: { file.signature.modified })
            _ = try digests.digest(of: file)
            try digests.save()
            var again = ContentDigests(index: try StatIndex(cache: cache), clock: Self.later)
            _ = try again.digest(of: file)
            #expect(again.filesRead == 1)
            _ = try again.digest(of: file)
            #expect(again.filesRead == 1, "read at a later look, it is known for certain")
        }
    }

    @Test func restoredTimesDoNotHideAChange() throws {
        try withScratch { folder in
            let cache = try CacheFolder(home: folder + "/cache")
            let path = folder + "/file"
            try write("one", to: path)
            var times = [
                timespec(tv_sec: 1_600_000_000, tv_nsec: 5), timespec(tv_sec: 1_600_000_000, tv_nsec: 5),
            ]
            try check(utimensat(AT_FDCWD, path, &times, 0))
            var digests = ContentDigests(index: try StatIndex(cache: cache), clock: Self.later)
            let first = try digests.digest(of: Self.file(path))
            try write("two", to: path)
            try check(utimensat(AT_FDCWD, path, &times, 0))
            #expect(try FileStatus(path: path).modified == Self.past)
            let second = try digests.digest(of: Self.file(path))
            #expect(first != second)
            #expect(second == ContentHasher.digest(Array("two".utf8)))
        }
    }

    @Test(arguments: [0, 10, 20, 60, 100]) func aDamagedIndexIsEmpty(position: Int) throws {
        try withScratch { folder in
            let cache = try CacheFolder(home: folder + "/cache")
            try write("one", to: folder + "/file")
            var digests = ContentDigests(index: try StatIndex(cache: cache), clock: Self.later)
            _ = try digests.digest(of: Self.file(folder + "/file"))
            try digests.save()
            let index = try cache.folder("index") + "/contents"
            var damaged = try bytes(index)
            damaged[position] ^= 1
            try write(damaged, to: index)
            var again = ContentDigests(index: try StatIndex(cache: cache), clock: Self.later)
            _ = try again.digest(of: Self.file(folder + "/file"))
            #expect(again.filesRead == 1)
        }
    }

    @Test func aFileThatIsReplacedBetweenListingAndReadingIsNoticed() throws {
        try withScratch { folder in
            let cache = try CacheFolder(home: folder + "/cache")
            try plant(["tree/file"], in: folder)
            let entry = try #require(try OverlayTree.read(folder + "/tree", position: nil).entries.first)
            let file = SourceFile(
                place: .overlay(folder + "/tree", entry.name), size: 9, signature: entry.signature)
            try write("secret", to: folder + "/secret")
            try check(unlink(folder + "/tree/file"))
            try check(symlink(folder + "/secret", folder + "/tree/file"))
            var digests = ContentDigests(index: try StatIndex(cache: cache), clock: Self.later)
            #expect(throws: MachineFailure.self) { try digests.digest(of: file) }
            try check(unlink(folder + "/tree/file"))
            try write("tree/fileX", to: folder + "/tree/file")
            let failure = failure(MachineFailure.self) { _ = try digests.digest(of: file) }
            #expect(failure?.reason == "it changed while the image was being built")
        }
    }

    @Test func theCacheMustBeOursAlone() throws {
        try withScratch { folder in
            let home = folder + "/cache"
            _ = try CacheFolder(home: home)
            #expect(try FileStatus(path: home + "/kimage").permissions == 0o700)
            try check(chmod(home + "/kimage", 0o770))
            let failure = failure(MachineFailure.self) { _ = try CacheFolder(home: home) }
            #expect(failure?.category == .cannotCreate)
            #expect(failure?.reason == "others may write in it")
        }
    }
}
