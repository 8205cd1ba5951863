internal import Glibc
internal import Machine

/// The digests of base folders' files, kept in the user's cache: a base of some hundred megabytes is hashed
/// once and not on every run.
///
/// A record is named by the digest of everything that `stat` says of the file, so that a file which has
/// changed in any way has no record; what that misses is what `StatRecord` says. The folder is the one for
/// digests; records that nobody uses are swept from there like all others.
struct BaseDigests {
    private static let format = "kimage base digest 1"
    private let folder: String
    /// Reads the clock; another one in tests.
    private let clock: @Sendable () -> FileTime

    /// - Parameter cache: the folder `kimage` of the user's cache.
    init(cache: String, clock: @escaping @Sendable () -> FileTime = FileTime.now) {
        folder = cache + "/digests"
        self.clock = clock
    }

    /// The digest of an open file, by its record or by reading it.
    ///
    /// - Throws: `MachineFailure`.
    func digest(of file: borrowing Descriptor, _ status: FileStatus) throws -> SHA256Digest {
        let key = Self.key(status)
        let path = self.path(key)
        if isPrivate, let digest = Self.read(path, key) { return digest }
        let digest = try file.hash().digest
        if try file.status() == status, !StatRecord.isTooFresh(status, now: clock()) {
            // It only saves time: that it cannot be written is no failure.
            try? Directory.create(folder, permissions: 0o700)
            if isPrivate {
                try? AtomicFile.write(Self.text(key, digest), to: path, permissions: 0o600)
            }
        }
        return digest
    }

    /// Whoever may write to the folder could exchange what was verified.
    private var isPrivate: Bool {
        guard let status = try? FileStatus(path: folder, followingLinks: false) else { return false }
        return status.kind == .directory && status.owner == UserIdentity.effective
            && status.permissions & 0o022 == 0
    }

    func path(_ key: SHA256Digest) -> String { "\(folder)/base-\(key)" }

    static func key(_ status: FileStatus) -> SHA256Digest {
        let numbers = [
            status.size, status.modified.seconds, status.modified.nanoseconds, status.changed.seconds,
            status.changed.nanoseconds, Int64(bitPattern: status.inode), Int64(bitPattern: status.device),
        ]
        let text = ([format] + numbers.map(String.init)).joined(separator: " ")
        return ContentHasher.digest(Array(text.utf8))
    }

    private static func read(_ path: String, _ key: SHA256Digest) -> SHA256Digest? {
        guard let bytes = try? Descriptor.contents(of: path, limit: 1000),
            let digest = SHA256Digest(hex: String(decoding: bytes.prefix(64), as: UTF8.self)),
            bytes == text(key, digest)
        else { return nil }
        // Used now: records are swept by this time.
        utimensat(AT_FDCWD, path, nil, 0)
        return digest
    }

    /// The digest, and one of both so that a damaged record is none.
    static func text(_ key: SHA256Digest, _ digest: SHA256Digest) -> [UInt8] {
        Array("\(digest.hex) \(ContentHasher.digest(Array((key.hex + digest.hex).utf8)).hex)\n".utf8)
    }
}
