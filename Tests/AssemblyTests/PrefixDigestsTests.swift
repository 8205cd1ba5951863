import Glibc
import Machine
import Testing

@testable import Assembly

@Suite struct PrefixDigestsTests {
    private static func part(_ bytes: [UInt8], _ path: String, padding: UInt64 = 0) throws -> InitrdPart {
        try write(bytes, to: path)
        return InitrdPart(
            path: path, size: UInt64(bytes.count), digest: ContentHasher.digest(bytes), padding: padding)
    }

    /// Damages a file so that its size stays.
    private static func spoil(_ path: String) throws {
        var damaged = try bytes(path)
        damaged[damaged.count / 2] ^= 0xff
        try write(damaged, to: path)
    }

    @Test func agreesWithTheWholeFileAndReadsTheBaseOnce() throws {
        try withScratch { folder in
            let cache = try CacheFolder(home: folder)
            let base = noise((2 << 20) + 13, seed: 5)
            let first = try Self.part(base, folder + "/base")
            let second = try Self.part([1, 2, 3], folder + "/one", padding: 3)
            let expected = ContentHasher.digest(base + [0, 0, 0, 1, 2, 3])
            #expect(try PrefixDigests(cache: cache).digest(of: [first, second]) == expected)
            // The base is gone, and its digest is known all the same; so are other segments after it.
            try check(unlink(first.path))
            #expect(try PrefixDigests(cache: cache).digest(of: [first, second]) == expected)
            let other = try Self.part([9], folder + "/two", padding: 7)
            let all = [first, other, .zeros(3)]
            let longer = ContentHasher.digest(base + [0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0])
            #expect(try PrefixDigests(cache: cache).digest(of: all) == longer)
        }
    }

    @Test func aLargeLaterPartIsRememberedToo() throws {
        try withScratch { folder in
            let cache = try CacheFolder(home: folder)
            let (one, two) = (noise(1 << 20, seed: 1), noise((1 << 20) + 2, seed: 2))
            let parts = [
                try Self.part(one, folder + "/one"), try Self.part(two, folder + "/two", padding: 4),
                try Self.part([7], folder + "/three", padding: 2),
            ]
            let expected = ContentHasher.digest(one + [0, 0, 0, 0] + two + [0, 0, 7])
            #expect(try PrefixDigests(cache: cache).digest(of: parts) == expected)
            try check(unlink(folder + "/one"))
            try check(unlink(folder + "/two"))
            #expect(try PrefixDigests(cache: cache).digest(of: parts) == expected)
        }
    }

    @Test func aBaseThatIsNotWhatTheLockSaysIsFound() throws {
        try withScratch { folder in
            let cache = try CacheFolder(home: folder)
            let part = try Self.part(noise(1 << 20, seed: 1), folder + "/base")
            try Self.spoil(part.path)
            let found = failure(MachineFailure.self) {
                _ = try PrefixDigests(cache: cache).digest(of: [part])
            }
            #expect(found?.category == .mismatch)
            let small = try Self.part([1, 2, 3], folder + "/small", padding: 1)
            try Self.spoil(small.path)
            let good = try Self.part(noise(1 << 20, seed: 1), folder + "/good")
            let later = failure(MachineFailure.self) {
                _ = try PrefixDigests(cache: cache).digest(of: [good, small])
            }
            #expect(later?.category == .mismatch)
            try write([UInt8](), to: good.path)
            let shorter = failure(MachineFailure.self) { _ = try good.open() }
            #expect(shorter?.category == .mismatch)
        }
    }

    @Test func noStateIsBelieved() throws {
        try withScratch { folder in
            let cache = try CacheFolder(home: folder)
            let part = try Self.part(noise(1 << 20, seed: 1), folder + "/base")
            let digest = try PrefixDigests(cache: cache).digest(of: [part])
            let state =
                folder + "/kimage/digests/" + (try #require(names(in: folder + "/kimage/digests").first))
            let stored = try bytes(state)
            for index in stride(from: 0, to: stored.count, by: 9) {
                var damaged = stored
                damaged[index] ^= 1
                try write(damaged, to: state)
                #expect(try PrefixDigests(cache: cache).digest(of: [part]) == digest)
            }
            // A whole file with the right check and a wrong state: that of other bytes of the same length.
            let forged = try withScratch { other -> [UInt8] in
                let elsewhere = try CacheFolder(home: other)
                let wrong = try Self.part(noise(1 << 20, seed: 2), other + "/wrong")
                _ = try PrefixDigests(cache: elsewhere).digest(of: [wrong])
                let name = try #require(names(in: other + "/kimage/digests").first)
                return try bytes(other + "/kimage/digests/" + name)
            }
            try write(forged, to: state)
            #expect(try PrefixDigests(cache: cache).digest(of: [part]) == digest)
        }
    }
}
