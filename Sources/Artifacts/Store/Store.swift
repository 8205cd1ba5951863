package import Machine

/// The artifacts that were fetched, each under its SHA-256 digest, in a folder of the user's cache:
///
///     store/sha256/ab/ab…     the contents, mode 0400; beside it ab….stat, see below
///     partial/KEY/            a transfer that is not complete
///     locks/KEY               one process fetches a source at a time
///     quarantine/             what did not have the digest that it should have
///     tmp/                    files that are being written
///
/// An entry is written in `tmp` or `partial`, synchronized, and renamed; nobody ever sees a part of one. It
/// is verified on **every** use: by hashing it whole, unless the record beside it (`StatRecord`) proves that
/// the file is the one that was hashed before. `Thoroughness.full` hashes regardless.
package struct Store: Sendable {
    /// How an entry is verified.
    package enum Thoroughness: Sendable {
        /// Every byte, every time.
        case full
        /// Every byte, unless the file is provably the one that was hashed before.
        case unlessUnchanged
    }

    /// The folder of the store.
    package let root: String

    var temporaryFolder: String { root + "/tmp" }
    var contentFolder: String { root + "/store/sha256" }
    private var quarantineFolder: String { root + "/quarantine" }

    /// Opens the store in `folder`, which is made if it is missing, with mode 0700.
    ///
    /// - Throws: `ArtifactFailure`, code `unsafeCache`, where the folder is another user's or others may
    ///   write to it: they could exchange what was verified. `MachineFailure`, category `cannotCreate`.
    package init(folder: String) throws {
        root = folder
        try Directory.create(folder, permissions: 0o700)
        for part in ["", "/store", "/store/sha256", "/partial", "/locks", "/quarantine", "/tmp"] {
            try Directory.create(folder + part, permissions: 0o700)
            try Self.check(folder + part)
        }
        try Self.markAsCache(folder)
        try AtomicFile.removeStale(in: Directory.open(temporaryFolder))
    }

    /// Opens the store of this user: `kimage` in the cache folder of the environment.
    ///
    /// - Throws: as `init(folder:)`.
    package init(environment: Environment) throws {
        try self.init(folder: environment.cacheHome() + "/kimage")
    }

    private static func check(_ folder: String) throws {
        let status = try Directory.open(folder, followingLinks: false).status()
        let name = Printable.text(folder)
        guard status.owner == UserIdentity.effective else {
            throw ArtifactFailure(
                .unsafeCache, "the cache \(name) belongs to another user (uid \(status.owner))",
                hint: "set XDG_CACHE_HOME to a folder of your own")
        }
        guard status.permissions & 0o022 == 0 else {
            throw ArtifactFailure(
                .unsafeCache, "others may write to the cache \(name)", hint: "chmod go-w \(name)")
        }
    }

    /// Backups pass over folders with this file (bford.info/cachedir).
    private static func markAsCache(_ folder: String) throws {
        let path = folder + "/CACHEDIR.TAG"
        guard try FileStatus.ifExists(path: path, followingLinks: false) == nil else { return }
        let text =
            "Signature: 8a477f597d28d172789f06886806bc55\n# What kimage has fetched. It can be removed.\n"
        try AtomicFile.write(Array(text.utf8), to: path, permissions: 0o600)
    }

    /// Where the contents of that digest are, or would be.
    package func path(of digest: SHA256Digest) -> String {
        let hex = digest.hex
        return "\(contentFolder)/\(hex.prefix(2))/\(hex)"
    }

    /// Looks for contents and verifies them.
    ///
    /// - Parameter size: how many bytes they must have, where that is known.
    /// - Throws: `MachineFailure` where the entry cannot be read; that it is missing or damaged is a result.
    package func find(
        _ digest: SHA256Digest, size: Int64? = nil, _ thoroughness: Thoroughness = .unlessUnchanged
    ) throws -> StoreLookup {
        let path = path(of: digest)
        guard let named = try FileStatus.ifExists(path: path, followingLinks: false) else { return .absent }
        guard named.kind == .regular else { return try setAside(digest, "it is no regular file") }
        let entry = try Descriptor(open: path, options: [.noFollow, .nonBlocking])
        let before = try entry.requireRegularFile()
        if let size, before.size != size {
            return try setAside(digest, "it has \(before.size) bytes instead of \(size)")
        }
        let record = path + ".stat"
        if thoroughness == .unlessUnchanged, StatRecord(path: record) == StatRecord(before) {
            noteUse(ofRecord: record)
            return .present(size: before.size)
        }
        let contents = try entry.hash()
        guard contents.digest == digest else {
            return try setAside(digest, "its sha256 is \(contents.digest)")
        }
        let after = try entry.status()
        if after == before, !StatRecord.isTooFresh(after, now: .now()) { StatRecord(after).write(to: record) }
        return .present(size: contents.count)
    }

    private func setAside(_ digest: SHA256Digest, _ reason: String) throws -> StoreLookup {
        .damaged(setAside: try quarantine(path(of: digest), as: digest.hex), reason: reason)
    }

    /// Moves a file into the quarantine.
    ///
    /// - Returns: where it is now.
    func quarantine(_ path: String, as name: String) throws -> String {
        for number in 1... {
            let place = "\(quarantineFolder)/\(name).\(number)"
            if try FileStatus.ifExists(path: place, followingLinks: false) != nil { continue }
            try Directory.move(path, to: place)
            return place
        }
        return path
    }

    /// Moves a file that this process has written and hashed into the store.
    ///
    /// - Parameter descriptor: the file, open for writing.
    func adopt(_ path: String, _ descriptor: borrowing Descriptor, digest: SHA256Digest) throws {
        let target = try prepare(digest)
        try descriptor.setPermissions(0o400)
        try descriptor.synchronize()
        try Directory.move(path, to: target)
        try Directory.synchronize(String(target.prefix(target.count - 1 - digest.hex.count)))
    }

    /// Where the contents of that digest go; makes the folder.
    func prepare(_ digest: SHA256Digest) throws -> String {
        let target = path(of: digest)
        try Directory.create("\(contentFolder)/\(digest.hex.prefix(2))", permissions: 0o700)
        return target
    }

    /// Opens a new entry.
    func writer(withSHA512: Bool = false) throws -> StoreWriter {
        try StoreWriter(store: self, withSHA512: withSHA512)
    }

    /// A transfer of that address has this folder.
    func partialFolder(of address: String) -> String { "\(root)/partial/\(Self.key(address))" }

    func lockPath(of address: String) -> String { "\(root)/locks/\(Self.key(address))" }

    private static func key(_ address: String) -> String { ContentHasher.digest(Array(address.utf8)).hex }
}
