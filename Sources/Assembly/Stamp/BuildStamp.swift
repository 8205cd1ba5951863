internal import Glibc
internal import Machine

/// Tells whether an image is as the last build left it and nothing that it depends on has changed.
struct BuildStamp: Sendable {
    /// The digest of everything that the image depends on.
    let key: SHA256Digest
    private let folder: String
    private let record: String

    /// - Parameters:
    ///   - folder: where the image is published; its path is made absolute, so that the same image is known from
    ///     wherever it is built.
    init(cache: CacheFolder, folder: String, key: SHA256Digest) throws {
        self.key = key
        self.folder = folder
        record = try cache.folder("images") + "/" + Self.name(of: folder)
    }

    /// The name of an image's folder among the records.
    static func name(of folder: String) -> String {
        ContentHasher.digest(Array(absolute(folder).utf8)).hex
    }

    /// The last build, whatever its inputs.
    func lastBuild() -> ImageRecord? { ImageRecord.read(record) }

    /// The last build's files, where its inputs are the same and every file looks as it did then.
    func unchanged(_ last: ImageRecord?) -> [PublishedFile]? {
        guard let last, last.key == key, !last.files.isEmpty,
            last.files.allSatisfy({ last.isUntouched($0.file.path, in: folder) })
        else { return nil }
        CacheSweep.touch(record)
        return last.files.map(\.file)
    }

    /// Remembers a build. Called when the old files are gone: removing one more name of a file changes its times.
    func record(_ image: AssembledImage) throws {
        let files = try image.files.map { file in
            let status = try FileStatus(path: "\(folder)/\(file.path)", followingLinks: false)
            return ImageRecord.File(file: file, signature: FileSignature(status))
        }
        try ImageRecord(key: key, files: files, initrd: image.initrd.map(\.record)).write(to: record)
    }

    /// The path from the root, with the links above the folder followed, whether the folders exist yet or not: before the
    /// first build and after it the same image must have the same name.
    private static func absolute(_ path: String) -> String {
        var known = path.split(separator: "/").map(String.init)
        var missing = [known.popLast() ?? ""]
        while true {
            let parent = (path.hasPrefix("/") ? "/" : "./") + known.joined(separator: "/")
            if let resolved = realpath(parent, nil) {
                defer { free(resolved) }
                return ([String(cString: resolved)] + missing.reversed()).joined(separator: "/")
            }
            guard let next = known.popLast() else { return path }
            missing.append(next)
        }
    }
}
