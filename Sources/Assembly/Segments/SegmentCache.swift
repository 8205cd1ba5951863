internal import Glibc
internal import Initramfs
internal import Machine

/// Finished segments by their key, so that a segment is written once and found ever after.
///
/// Beside `KEY.img` lies `KEY.info`: size and digest of the segment, what `stat` says of it, and in which run of the
/// machine it was written. In the same run an unchanged `stat` is proof enough; after a restart the segment is hashed
/// once, because nothing was synchronized. A segment that does not fit its record is removed and written again.
struct SegmentCache: Sendable {
    private let folder: String
    private let bootIdentity: String
    private static let format = "kimage segment 1"

    init(cache: CacheFolder, bootIdentity: String = BootIdentity.current) throws {
        folder = try cache.folder("segments")
        self.bootIdentity = bootIdentity
    }

    /// The folder, as a path within it, for messages.
    var label: String { "\(folder)/segment" }

    /// Keeps `collectGarbage` of other builds away while it lives.
    func lease() async throws -> FileLock {
        try await FileLock.wait(for: "\(folder)/lock", .shared)
    }

    /// The segment of a draft, written if it is not there.
    ///
    /// - Throws: what writing throws; then nothing is left behind.
    func segment(_ draft: SegmentDraft) throws -> BuiltSegment {
        let key = draft.key
        if let found = find(key) { return built(draft, found.size, found.digest, key, isNew: false) }
        let file = try UnsyncedFile(path: image(key))
        try SegmentWriter.write(draft, to: file.descriptor)
        try file.descriptor.seek(to: 0)
        let hasher = try file.descriptor.hash()
        let size = UInt64(clamping: hasher.count)
        try file.commit()
        try record(key, size: size, digest: hasher.digest)
        return built(draft, size, hasher.digest, key, isNew: true)
    }

    /// Removes the segments that were used longest ago until the rest takes at most `bytes`.
    ///
    /// Nothing is removed while another build is at work: it may be about to read what it has just found. `keeping` are
    /// this build's own.
    func collectGarbage(limit bytes: UInt64, keeping: [BuiltSegment]) throws {
        guard let alone = try FileLock.take("\(folder)/lock", .exclusive) else { return }
        defer { withExtendedLifetime(alone) {} }
        let directory = try Directory.open(folder)
        try AtomicFile.removeStale(in: directory)
        var found: [(key: String, size: UInt64, used: FileTime)] = []
        for name in try Directory.names(in: directory) {
            let text = String(decoding: name, as: UTF8.self)
            guard text.hasSuffix(".img"), let status = try? Directory.status(of: name, in: directory) else {
                continue
            }
            let key = String(text.dropLast(4))
            let used = try FileStatus.ifExists(path: "\(folder)/\(key).info")?.modified ?? status.modified
            found.append((key, UInt64(clamping: status.size), used))
        }
        let kept = Set(keeping.map(\.path))
        var total = found.reduce(0) { $0 + $1.size }
        for item in found.sorted(by: { ($0.used, $0.key) < ($1.used, $1.key) }) where total > bytes {
            guard !kept.contains("\(folder)/\(item.key).img") else { continue }
            unlink("\(folder)/\(item.key).info")
            unlink("\(folder)/\(item.key).img")
            total -= item.size
        }
    }

    private func image(_ key: SHA256Digest) -> String { "\(folder)/\(key.hex).img" }
    private func info(_ key: SHA256Digest) -> String { "\(folder)/\(key.hex).info" }

    private func built(
        _ draft: SegmentDraft, _ size: UInt64, _ digest: SHA256Digest, _ key: SHA256Digest, isNew: Bool
    ) -> BuiltSegment {
        BuiltSegment(
            name: draft.name, compression: draft.compression, level: draft.level,
            entries: draft.entries.count,
            contentBytes: draft.contentBytes, path: image(key), size: size, digest: digest,
            isNew: isNew)
    }

    private func find(_ key: SHA256Digest) -> (size: UInt64, digest: SHA256Digest)? {
        guard let bytes = CacheFile.read(info(key), format: Self.format),
            let file = try? Descriptor(open: image(key), options: [.noFollow, .nonBlocking]),
            let status = try? file.requireRegularFile(), status.owner == geteuid()
        else { return nil }
        var reader = ByteReader(bytes)
        guard let digest = reader.digest(), let signature = FileSignature(&reader), let boot = reader.text(),
            status.size == signature.size
        else { return nil }
        if !boot.isEmpty, boot == bootIdentity, FileSignature(status) == signature {
            CacheSweep.touch(info(key))
        } else {
            guard (try? file.hash().digest) == digest else {
                unlink(info(key))
                unlink(image(key))
                return nil
            }
            try? record(key, size: UInt64(clamping: status.size), digest: digest)
        }
        return (UInt64(clamping: status.size), digest)
    }

    private func record(_ key: SHA256Digest, size: UInt64, digest: SHA256Digest) throws {
        let status = try FileStatus(path: image(key), followingLinks: false)
        var writer = ByteWriter()
        writer.raw(digest.bytes)
        FileSignature(status).encode(into: &writer)
        writer.counted(bootIdentity)
        try CacheFile.write(writer.bytes, to: info(key), format: Self.format)
    }
}
