internal import Distributions
internal import Glibc
internal import Machine

/// Finished images of roots by their key, kept as `SegmentCache` keeps segments: in the run of the machine in which an
/// image was written, an unchanged `stat` is proof enough; after a restart it is hashed once.
struct RootImageCache: Sendable {
    private let folder: String
    private let bootIdentity: String
    private static let format = "kimage root image 1"
    /// The most bytes that images take before those go that were used longest ago.
    private static let limit: Int64 = 16 << 30
    /// What was used within a day may be about to be copied.
    private static let youngest: Int64 = 24 * 3600

    init(cache: CacheFolder, bootIdentity: String = BootIdentity.current) throws {
        folder = try cache.folder("roots")
        self.bootIdentity = bootIdentity
    }

    /// Keeps others from making images at the same time: one takes all processors.
    func lock() async throws -> FileLock {
        try await FileLock.wait(for: "\(folder)/lock", .exclusive)
    }

    /// A folder for an image that is being made.
    func workspace() throws -> TemporaryDirectory { try TemporaryDirectory(in: folder) }

    /// The image of that key, if it is there and whole.
    func find(_ key: SHA256Digest, _ format: RootImageFormat) -> RootImage? {
        let path = image(key, format)
        guard let bytes = CacheFile.read(info(key), format: Self.format),
            let status = try? FileStatus(path: path, followingLinks: false), status.kind == .regular,
            status.owner == geteuid()
        else { return nil }
        var reader = ByteReader(bytes)
        guard let digest = reader.digest(), let signature = FileSignature(&reader), let boot = reader.text(),
            let tool = reader.text(), let notes = Self.notes(&reader), status.size == signature.size
        else { return nil }
        var verity: VerityTree?
        if !reader.isAtEnd {
            guard let tree = Self.verity(&reader), reader.isAtEnd else { return nil }
            verity = tree
        }
        let image = RootImage(
            format: format, path: path, size: UInt64(clamping: status.size), digest: digest, verity: verity,
            tool: tool, isNew: false, notes: notes)
        if !boot.isEmpty, boot == bootIdentity, FileSignature(status) == signature {
            CacheSweep.touch(info(key))
            return image
        }
        guard let file = try? Descriptor(open: path, options: .noFollow), (try? file.hash().digest) == digest
        else {
            unlink(info(key))
            unlink(path)
            return nil
        }
        try? record(key, image)
        return image
    }

    /// Takes over a finished file.
    ///
    /// - Throws: `MachineFailure`.
    func add(
        _ file: String, key: SHA256Digest, format: RootImageFormat, verity: VerityTree?, tool: String,
        notes: [String]
    ) throws -> RootImage {
        let descriptor = try Descriptor(open: file, options: .noFollow)
        let hasher = try descriptor.hash()
        try descriptor.setPermissions(0o600)
        let path = image(key, format)
        try Directory.move(file, to: path)
        let image = RootImage(
            format: format, path: path, size: UInt64(clamping: hasher.count), digest: hasher.digest,
            verity: verity, tool: tool, isNew: true, notes: notes)
        try record(key, image)
        return image
    }

    /// Removes what killed processes have left, and the images that were used longest ago where all take too much room.
    /// To be called with the lock. Removing too much costs time, so nothing here fails.
    func tidyUp(keeping: String, now: FileTime = .now()) {
        guard let directory = try? Directory.open(folder),
            let names = try? Directory.names(in: directory)
        else { return }
        var found: [(path: String, size: Int64, used: FileTime)] = []
        for name in names {
            let path = "\(folder)/\(String(decoding: name, as: UTF8.self))"
            guard let status = try? Directory.status(of: name, in: directory) else { continue }
            let isOld = status.modified.seconds < now.seconds - Self.youngest
            if name.starts(with: Array(".kimage-".utf8)) {
                if isOld { try? Directory.removeTree(path) }
            } else if status.kind == .regular, !path.hasSuffix(".info"), !path.hasSuffix("/lock") {
                // KEY.format and KEY.info.
                let key = String(decoding: name.prefix { $0 != UInt8(ascii: ".") }, as: UTF8.self)
                let used = try? FileStatus.ifExists(path: "\(folder)/\(key).info")?.modified
                found.append((path, status.size, used ?? status.modified))
            }
        }
        var total = found.reduce(0) { $0 + $1.size }
        for item in found.sorted(by: { ($0.used, $0.path) < ($1.used, $1.path) }) where total > Self.limit {
            guard item.path != keeping, item.used.seconds < now.seconds - Self.youngest else { continue }
            unlink(item.path)
            total -= item.size
        }
    }

    private func image(_ key: SHA256Digest, _ format: RootImageFormat) -> String {
        "\(folder)/\(key.hex).\(format.rawValue)"
    }
    private func info(_ key: SHA256Digest) -> String { "\(folder)/\(key.hex).info" }

    private func record(_ key: SHA256Digest, _ image: RootImage) throws {
        let status = try FileStatus(path: image.path, followingLinks: false)
        var writer = ByteWriter()
        writer.raw(image.digest.bytes)
        FileSignature(status).encode(into: &writer)
        writer.counted(bootIdentity)
        writer.counted(image.tool)
        writer.integer(UInt64(image.notes.count))
        for note in image.notes { writer.counted(note) }
        // An image without a tree has nothing more.
        if let verity = image.verity {
            writer.counted(verity.rootHash)
            writer.counted(verity.salt)
            writer.integer(verity.dataBytes)
        }
        try CacheFile.write(writer.bytes, to: info(key), format: Self.format)
    }

    private static func verity(_ reader: inout ByteReader) -> VerityTree? {
        guard let rootHash = reader.text(), let salt = reader.text(),
            let dataBytes = reader.integer(UInt64.self)
        else { return nil }
        return VerityTree(rootHash: rootHash, salt: salt, dataBytes: dataBytes)
    }

    private static func notes(_ reader: inout ByteReader) -> [String]? {
        guard let count = reader.count(ofRecords: 8) else { return nil }
        var notes: [String] = []
        for _ in 0..<count {
            guard let note = reader.text() else { return nil }
            notes.append(note)
        }
        return notes
    }
}
