import Glibc
import Machine
import Testing

@testable import Artifacts

@Suite struct PruneTests {
    private func add(_ text: String, to store: Store) throws -> SHA256Digest {
        let writer = try store.writer()
        try Array(text.utf8).withUnsafeBytes { try writer.append($0) }
        return try writer.finish().digest
    }

    private func withStore(_ test: (Store) throws -> Void) throws {
        try withScratch { folder throws in try test(try Store(folder: "\(folder)/kimage")) }
    }

    /// The clock, so many seconds on.
    private func later(_ seconds: Int64) -> FileTime {
        FileTime(seconds: FileTime.now().seconds + seconds, nanoseconds: 0)
    }

    @Test func whatIsOldAndNotKeptGoes() throws {
        try withStore { store throws in
            let kept = try add("kept", to: store)
            let old = try add("old", to: store)
            let none = try store.prune(keeping: [], olderThan: .seconds(1000), now: later(500))
            #expect(none == PruneResult())
            let result = try store.prune(keeping: [kept], olderThan: .seconds(1000), now: later(2000))
            #expect(result == PruneResult(entries: [old], bytes: 3))
            #expect(try store.find(old) == .absent)
            #expect(try store.find(kept) == .present(size: 4))
            #expect(try names(in: "\(store.root)/store/sha256/\(old.hex.prefix(2))").isEmpty)
        }
    }

    @Test func useKeepsAnEntryYoung() throws {
        try withStore { store throws in
            let digest = try add("used", to: store)
            let path = store.path(of: digest)
            // The record of an entry that was hashed long ago.
            StatRecord(try FileStatus(path: path)).write(to: path + ".stat")
            let now = FileTime.now().seconds
            let ahead = [
                timespec(tv_sec: Int(now + 5000), tv_nsec: 0), timespec(tv_sec: Int(now + 5000), tv_nsec: 0),
            ]
            #expect(utimensat(AT_FDCWD, path + ".stat", ahead, 0) == 0)
            #expect(try store.prune(keeping: [], olderThan: .seconds(1000), now: later(5500)).entries.isEmpty)
            let past = [timespec(tv_sec: 1, tv_nsec: 0), timespec(tv_sec: 1, tv_nsec: 0)]
            #expect(utimensat(AT_FDCWD, path + ".stat", past, 0) == 0)
            #expect(try store.find(digest) == .present(size: 4))
            #expect(try FileStatus(path: path + ".stat").modified.seconds >= now)
            #expect(
                try store.prune(keeping: [], olderThan: .seconds(1000), now: later(5500)).entries == [digest])
            #expect(try names(in: "\(store.root)/store/sha256/\(digest.hex.prefix(2))").isEmpty)
        }
    }

    @Test func partsOfTransfersGoUnlessOneIsAtThem() throws {
        try withStore { store throws in
            for address in ["https://h/a", "https://h/b"] {
                try Directory.create(store.partialFolder(of: address))
                try write("12345", to: store.partialFolder(of: address) + "/data")
            }
            guard let lock = try FileLock.take(store.lockPath(of: "https://h/a"), .exclusive) else {
                Issue.record("somebody has the lock")
                return
            }
            let result = try store.prune(keeping: [], olderThan: .seconds(100), now: later(200))
            #expect(result == PruneResult(partials: 1, bytes: 5))
            lock.release()
            #expect(try names(in: "\(store.root)/partial").count == 1)
            #expect(try FileStatus.ifExists(path: store.partialFolder(of: "https://h/a")) != nil)
            #expect(try store.prune(keeping: [], olderThan: .seconds(100), now: later(50)).partials == 0)
            #expect(try store.prune(keeping: [], olderThan: .seconds(100), now: later(200)).partials == 1)
        }
    }

    @Test func quarantineAndRemainsGo() throws {
        try withStore { store throws in
            let digest = try add("good", to: store)
            let path = store.path(of: digest)
            #expect(chmod(path, 0o600) == 0)
            try write("bad!!", to: path)
            guard case .damaged = try store.find(digest) else {
                Issue.record("it is not damaged")
                return
            }
            // A process that was killed has left its folder.
            try Directory.create("\(store.root)/tmp/.kimage-x/deep")
            try write("1234567", to: "\(store.root)/tmp/.kimage-x/file")
            #expect(try store.prune(keeping: [], olderThan: .seconds(100), now: later(50)) == PruneResult())
            let result = try store.prune(keeping: [], olderThan: .seconds(100), now: later(200))
            #expect(result == PruneResult(quarantined: 1, temporaries: 1, bytes: 12))
            #expect(try names(in: "\(store.root)/quarantine").isEmpty)
            #expect(try names(in: "\(store.root)/tmp").isEmpty)
        }
    }

    @Test func whatIsNotOursStays() throws {
        try withStore { store throws in
            let digest = try add("x", to: store)
            let folder = "\(store.root)/store/sha256/\(digest.hex.prefix(2))"
            try write("?", to: "\(folder)/README")
            try write("?", to: "\(folder)/\(String(repeating: "0", count: 64)).stat")
            _ = try store.prune(keeping: [digest], olderThan: .seconds(0), now: later(200))
            #expect(try names(in: folder) == [digest.hex, "README"].sorted())
        }
    }
}
