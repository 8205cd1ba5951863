import Glibc
import Machine
import Testing

@testable import Artifacts

@Suite struct BaseDigestsTests {
    /// So late that no file is too fresh to be remembered.
    private static let later: @Sendable () -> FileTime = { FileTime(seconds: .max, nanoseconds: 0) }

    private func digest(_ digests: BaseDigests, _ path: String) throws -> SHA256Digest {
        let file = try Descriptor(open: path)
        return try digests.digest(of: file, file.status())
    }

    private func sum(_ text: String) -> SHA256Digest { ContentHasher.digest(Array(text.utf8)) }

    private func record(_ digests: BaseDigests, _ path: String) throws -> String {
        digests.path(BaseDigests.key(try FileStatus(path: path)))
    }

    @Test func whatIsRememberedIsNotReadAgain() throws {
        try withScratch { folder throws in
            let path = "\(folder)/initrd"
            try write("contents", to: path)
            let digests = BaseDigests(cache: "\(folder)/cache", clock: Self.later)
            #expect(try digest(digests, path) == sum("contents"))
            // A record that says something else shows who answers.
            let key = BaseDigests.key(try FileStatus(path: path))
            let text = String(decoding: BaseDigests.text(key, sum("other")), as: UTF8.self)
            try write(text, to: try record(digests, path))
            #expect(try digest(digests, path) == sum("other"))
            // Another file does not know this record, and neither does this one once it has changed.
            try write(text, to: "\(folder)/elsewhere")
            #expect(try digest(digests, "\(folder)/elsewhere") == sum(text))
            #expect(chmod(path, 0o600) == 0)
            #expect(try digest(digests, path) == sum("contents"))
        }
    }

    @Test func damagedRecordsAndOpenFoldersAreNotBelieved() throws {
        try withScratch { folder throws in
            let path = "\(folder)/initrd"
            try write("contents", to: path)
            let digests = BaseDigests(cache: "\(folder)/cache", clock: Self.later)
            #expect(try digest(digests, path) == sum("contents"))
            let record = try record(digests, path)
            let good = try contents(record)
            let other = sum("other").hex + good.dropFirst(64)
            for text in ["", "x", other, good + "\n", String(good.dropLast())] {
                try write(text, to: record)
                #expect(try digest(digests, path) == sum("contents"))
                #expect(try contents(record) == good)
            }
            let key = BaseDigests.key(try FileStatus(path: path))
            try write(
                String(decoding: BaseDigests.text(key, sum("other")), as: UTF8.self), to: record)
            #expect(chmod("\(folder)/cache/digests", 0o777) == 0)
            #expect(try digest(digests, path) == sum("contents"))
        }
    }

    @Test func freshFilesAreNotRemembered() throws {
        try withScratch { folder throws in
            let path = "\(folder)/initrd"
            try write("contents", to: path)
            let changed = try FileStatus(path: path).changed
            let digests = BaseDigests(cache: "\(folder)/cache") { changed }
            #expect(try digest(digests, path) == sum("contents"))
            #expect(try FileStatus.ifExists(path: try record(digests, path)) == nil)
        }
    }
}
