internal import Glibc
internal import Machine

/// What was taken from root archives, by what it was taken from and what was asked for: a folder of files, and a record
/// of them beside it.
struct DriverCache {
    private let folder: String
    private let bootIdentity: String
    private static let format = "kimage drivers 1"
    /// Raised whenever the same request takes something else.
    private static let version: UInt32 = 1
    private static let age: Int64 = 90 * 24 * 3600

    init(cache: CacheFolder, bootIdentity: String = BootIdentity.current) throws {
        folder = try cache.folder("drivers")
        self.bootIdentity = bootIdentity
    }

    static func key(_ root: ImagePart, _ request: DriverRequest, _ initrd: ImagePart?) -> SHA256Digest {
        var writer = ByteWriter()
        writer.counted("kimage drivers")
        writer.integer(version)
        writer.raw(root.digest.bytes)
        writer.counted(initrd?.digest.bytes ?? [])
        request.encode(into: &writer)
        return ContentHasher.digest(writer.bytes)
    }

    func folder(of key: SHA256Digest) -> String { "\(folder)/\(key.hex)" }
    private func record(_ key: SHA256Digest) -> String { "\(folder)/\(key.hex).info" }

    /// What is there, with every file as it was written. In the run of the machine in which it was, their sizes say so;
    /// after a restart they are hashed once.
    func find(_ key: SHA256Digest) -> DriverWork.Result? {
        guard let bytes = CacheFile.read(record(key), format: Self.format) else { return nil }
        var reader = ByteReader(bytes)
        guard let boot = reader.text(), let result = DriverWork.Result(&reader), reader.isAtEnd else {
            return nil
        }
        let isSameRun = !boot.isEmpty && boot == bootIdentity
        for item in result.items {
            guard case .file(let number, let size, let digest, _) = item.kind else { continue }
            let path = "\(folder(of: key))/\(number)"
            guard let status = try? FileStatus(path: path, followingLinks: false), status.kind == .regular,
                UInt64(clamping: status.size) == size
            else { return nil }
            guard isSameRun || (try? Descriptor(open: path, options: .noFollow).hash().digest) == digest
            else {
                return nil
            }
        }
        if isSameRun { CacheSweep.touch(record(key)) } else { try? write(result, key) }
        return result
    }

    /// Has the files made beside and puts them in their place.
    func make(
        _ key: SHA256Digest, _ body: (String) throws -> DriverWork.Result
    ) throws -> DriverWork.Result {
        tidyUp()
        let workspace = try TemporaryDirectory(in: folder)
        let made = "\(workspace.path)/files"
        try Directory.create(made, permissions: 0o700)
        let result = try body(made)
        let place = folder(of: key)
        // Without its record a folder counts for nothing.
        unlink(record(key))
        if try FileStatus.ifExists(path: place, followingLinks: false) != nil {
            try Directory.move(place, to: "\(workspace.path)/old")
        }
        do {
            try Directory.move(made, to: place)
        } catch let failure as MachineFailure where failure.code == ENOTEMPTY || failure.code == EEXIST {
            // Another build has just made the same.
        }
        try write(result, key)
        return result
    }

    private func write(_ result: DriverWork.Result, _ key: SHA256Digest) throws {
        var writer = ByteWriter()
        writer.counted(bootIdentity)
        result.encode(into: &writer)
        try CacheFile.write(writer.bytes, to: record(key), format: Self.format)
    }

    /// Removes what was not used for a season and what killed processes have left; nothing here fails.
    private func tidyUp(now: FileTime = .now()) {
        guard let directory = try? Directory.open(folder), let names = try? Directory.names(in: directory)
        else { return }
        for name in names {
            guard let status = try? Directory.status(of: name, in: directory) else { continue }
            let path = "\(folder)/\(String(decoding: name, as: UTF8.self))"
            if name.starts(with: Array(".kimage-".utf8)) {
                if status.modified.seconds < now.seconds - 24 * 3600 { try? Directory.removeTree(path) }
            } else if path.hasSuffix(".info"), status.modified.seconds < now.seconds - Self.age {
                unlink(path)
                try? Directory.removeTree(String(path.dropLast(".info".count)))
            }
        }
    }
}
