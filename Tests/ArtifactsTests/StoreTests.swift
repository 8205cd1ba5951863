import Glibc
import Machine
import Testing

@testable import Artifacts

@Suite struct StoreTests {
    private static let text = "contents of an artifact"
    private static let digest = ContentHasher.digest(Array(text.utf8))

    /// A store with one entry, and the entry's path.
    private func withEntry(_ test: (Store, String) throws -> Void) throws {
        try withScratch { folder throws in
            let store = try Store(folder: "\(folder)/kimage")
            let writer = try store.writer()
            try Array(Self.text.utf8).withUnsafeBytes { try writer.append($0) }
            let stored = try writer.finish()
            #expect(stored.digest == Self.digest)
            try test(store, store.path(of: Self.digest))
        }
    }

    private func overwrite(_ path: String, _ text: String) throws {
        #expect(chmod(path, 0o600) == 0)
        let file = try Descriptor(open: path, .writeOnly, options: .truncate)
        try file.write(text)
        try file.close()
    }

    @Test func entriesAreNamedByDigest() throws {
        try withEntry { store, path throws in
            let hex = Self.digest.hex
            #expect(path == "\(store.root)/store/sha256/\(hex.prefix(2))/\(hex)")
            #expect(try store.find(Self.digest) == .present(size: 23))
            #expect(try store.find(Self.digest, size: 23, .full) == .present(size: 23))
            #expect(try store.find(ContentHasher.digest([])) == .absent)
            for folder in ["", "/store", "/store/sha256/\(hex.prefix(2))", "/locks", "/tmp", "/quarantine"] {
                #expect(try FileStatus(path: store.root + folder).permissions == 0o700)
            }
            #expect(
                try contents("\(store.root)/CACHEDIR.TAG").hasPrefix(
                    "Signature: 8a477f597d28d172789f06886806bc55"))
        }
    }

    @Test func droppedWriterLeavesNothing() throws {
        try withEntry { store, _ throws in
            do {
                let writer = try store.writer()
                try [1, 2].withUnsafeBytes { try writer.append($0) }
            }
            #expect(try names(in: "\(store.root)/tmp").isEmpty)
        }
    }

    @Test(arguments: ["contents of an artifacT", "contents of an artifact.", "contents", ""])
    func damagedEntriesAreSetAside(_ damaged: String) throws {
        try withEntry { store, path throws in
            try overwrite(path, damaged)
            guard case .damaged(let place, let reason) = try store.find(Self.digest) else {
                Issue.record("not noticed")
                return
            }
            #expect(try contents(place) == damaged)
            #expect(reason.hasPrefix("its sha256 is "))
            #expect(try store.find(Self.digest) == .absent)
        }
    }

    @Test func everyFlippedByteAndEveryCutIsNoticed() throws {
        try withEntry { store, path throws in
            let good = Array(Self.text.utf8)
            for offset in good.indices {
                var flipped = good
                flipped[offset] ^= 1 << UInt8(offset % 8)
                for damaged in [flipped, Array(good[..<offset])] {
                    try AtomicFile.write(damaged, to: path, permissions: 0o600)
                    guard case .damaged = try store.find(Self.digest) else {
                        Issue.record("not noticed at \(offset)")
                        return
                    }
                }
            }
            #expect(try names(in: "\(store.root)/quarantine").count == 2 * good.count)
        }
    }

    @Test func wrongSizeIsSeenWithoutHashing() throws {
        try withEntry { store, path throws in
            try overwrite(path, "short")
            guard case .damaged(_, let reason) = try store.find(Self.digest, size: 23) else {
                Issue.record("not noticed")
                return
            }
            #expect(reason == "it has 5 bytes instead of 23")
        }
    }

    @Test(arguments: ["link", "fifo", "directory"])
    func whatIsNoFileIsSetAside(_ kind: String) throws {
        try withEntry { store, path throws in
            let target = "\(store.root)/target"
            try write(Self.text, to: target)
            #expect(unlink(path) == 0)
            switch kind {
            case "link": #expect(symlink(target, path) == 0)
            case "fifo": #expect(mkfifo(path, 0o600) == 0)
            default: try Directory.create("\(path)/inner")
            }
            guard case .damaged(_, "it is no regular file") = try store.find(Self.digest) else {
                Issue.record("not noticed")
                return
            }
            #expect(try store.find(Self.digest) == .absent)
            #expect(try contents(target) == Self.text)
        }
    }

    @Test func quarantineKeepsEveryCase() throws {
        try withEntry { store, path throws in
            for number in 1...3 {
                let file = try Descriptor(open: path, .writeOnly, options: [.create, .truncate])
                try file.write("\(number)")
                _ = try store.find(Self.digest)
            }
            #expect(try names(in: "\(store.root)/quarantine").count == 3)
        }
    }

    /// Makes the entry look as if it had been there for a while, and records it.
    private func age(_ store: Store, _ path: String) throws {
        // The time of the last change cannot be set back; the record of a fresh file is written by hand
        // instead.
        StatRecord(try FileStatus(path: path)).write(to: path + ".stat")
        #expect(try store.find(Self.digest) == .present(size: 23))
    }

    @Test func anUnchangedFileIsNotReadAgain() throws {
        try withEntry { store, path throws in
            try age(store, path)
            // A record that belongs to the file is believed, so a wrong one shows that nothing was read.
            try overwrite(path, "contents of an artifacT")
            StatRecord(try FileStatus(path: path)).write(to: path + ".stat")
            #expect(try store.find(Self.digest) == .present(size: 23))
            guard case .damaged = try store.find(Self.digest, .full) else {
                Issue.record("a full check must read")
                return
            }
        }
    }

    @Test func aChangeOfTheSameSizeAndTimeIsNoticed() throws {
        try withEntry { store, path throws in
            try age(store, path)
            let before = try FileStatus(path: path)
            try overwrite(path, "contents of an artifacT")
            // As somebody would who wants to hide it: the time of the last modification can be set back.
            var times = [
                timespec(tv_sec: Int(before.modified.seconds), tv_nsec: Int(before.modified.nanoseconds)),
                timespec(tv_sec: Int(before.modified.seconds), tv_nsec: Int(before.modified.nanoseconds)),
            ]
            #expect(utimensat(AT_FDCWD, path, &times, 0) == 0)
            #expect(try FileStatus(path: path).modified == before.modified)
            guard case .damaged = try store.find(Self.digest) else {
                Issue.record("not noticed")
                return
            }
        }
    }

    @Test func freshFilesProveNothing() throws {
        try withEntry { store, path throws in
            let status = try FileStatus(path: path)
            let seconds = status.changed.seconds
            #expect(StatRecord.isTooFresh(status, now: FileTime(seconds: seconds, nanoseconds: 0)))
            #expect(StatRecord.isTooFresh(status, now: FileTime(seconds: seconds + 2, nanoseconds: 0)))
            #expect(!StatRecord.isTooFresh(status, now: FileTime(seconds: seconds + 3, nanoseconds: 0)))
            // So the first use has not left a record.
            #expect(try store.find(Self.digest) == .present(size: 23))
            #expect(StatRecord(path: path + ".stat") == nil)
        }
    }

    @Test(arguments: [
        "", "1 2 3", "a b c d e f g", "1 2 3 4 5 6 7 8", "\0", "9999999999999999999999 1 1 1 1 1 1",
    ])
    func brokenRecordsAreIgnored(_ record: String) throws {
        try withEntry { store, path throws in
            try write(record, to: path + ".stat")
            #expect(try store.find(Self.digest) == .present(size: 23))
        }
    }

    @Test func cacheThatOthersMayWriteToIsRefused() throws {
        try withEntry { store, _ throws in
            #expect(chmod(store.root + "/store", 0o770) == 0)
            let found = failure(ArtifactFailure.self) { _ = try Store(folder: store.root) }
            #expect(found?.code == .unsafeCache)
            #expect(found?.category == .cannotCreate)
            #expect(chmod(store.root + "/store", 0o700) == 0)
            _ = try Store(folder: store.root)
        }
    }

    /// Skipped without root rights: nobody else can give a folder away.
    @Test(.enabled(if: geteuid() == 0))
    func cacheOfAnotherUserIsRefused() throws {
        try withEntry { store, _ throws in
            #expect(chown(store.root, 12345, 12345) == 0)
            let found = failure(ArtifactFailure.self) { _ = try Store(folder: store.root) }
            #expect(found?.message.contains("uid 12345") == true)
        }
    }

    @Test func partThatIsALinkIsRefused() throws {
        try withEntry { store, _ throws in
            try Directory.removeTree(store.root + "/quarantine")
            #expect(symlink("/tmp", store.root + "/quarantine") == 0)
            #expect(throws: MachineFailure.self) { try Store(folder: store.root) }
        }
    }

    @Test func staleTemporariesAreRemovedOnOpening() throws {
        try withEntry { store, _ throws in
            try write("x", to: "\(store.root)/tmp/.kimage-0123456789abcdef")
            let living = try store.writer()
            _ = try Store(folder: store.root)
            #expect(try names(in: "\(store.root)/tmp").count == 1)
            _ = try living.finish()
        }
    }

    @Test func environmentNamesTheFolder() throws {
        try withScratch { folder throws in
            let store = try Store(environment: Environment(variables: ["XDG_CACHE_HOME": folder]))
            #expect(store.root == "\(folder)/kimage")
        }
    }
}
