internal import Machine

/// What is remembered of the last build of one image: by which inputs it came, and how its files looked afterwards.
struct ImageRecord: Equatable {
    struct File: Equatable {
        let file: PublishedFile
        let signature: FileSignature
    }

    /// A stretch of `initrd.img`, without where its bytes came from.
    struct Part: Equatable {
        let padding: UInt64
        let size: UInt64
        let digest: SHA256Digest
    }

    /// The digest of everything that the image depends on.
    var key: SHA256Digest
    var files: [File]
    var initrd: [Part]

    private static let format = "kimage image record 1"

    func write(to path: String) throws {
        var writer = ByteWriter()
        writer.raw(key.bytes)
        writer.integer(UInt64(files.count))
        for item in files {
            writer.counted(item.file.path)
            writer.integer(item.file.size)
            writer.raw(item.file.digest.bytes)
            item.signature.encode(into: &writer)
        }
        Self.encode(initrd, into: &writer)
        try CacheFile.write(writer.bytes, to: path, format: Self.format)
    }

    /// The record at `path`; nil where there is none that can be used.
    static func read(_ path: String) -> ImageRecord? {
        guard let bytes = CacheFile.read(path, format: format) else { return nil }
        var reader = ByteReader(bytes)
        guard let key = reader.digest(), let count = reader.count(ofRecords: 48 + FileSignature.encodedSize)
        else {
            return nil
        }
        var files: [File] = []
        for _ in 0..<count {
            guard let path = reader.text(), let size = reader.integer(UInt64.self),
                let digest = reader.digest(),
                let signature = FileSignature(&reader)
            else { return nil }
            files.append(
                File(file: PublishedFile(path: path, size: size, digest: digest), signature: signature))
        }
        guard let initrd = decode(&reader), reader.isAtEnd else { return nil }
        return ImageRecord(key: key, files: files, initrd: initrd)
    }

    static func encode(_ parts: [Part], into writer: inout ByteWriter) {
        writer.integer(UInt64(parts.count))
        for part in parts {
            writer.integer(part.padding)
            writer.integer(part.size)
            writer.raw(part.digest.bytes)
        }
    }

    static func decode(_ reader: inout ByteReader) -> [Part]? {
        guard let count = reader.count(ofRecords: 48) else { return nil }
        var parts: [Part] = []
        for _ in 0..<count {
            guard let padding = reader.integer(UInt64.self), let size = reader.integer(UInt64.self),
                let digest = reader.digest()
            else { return nil }
            parts.append(Part(padding: padding, size: size, digest: digest))
        }
        return parts
    }

    /// True where the file of this path looks as it did after the build.
    func isUntouched(_ path: String, in folder: String) -> Bool {
        guard let item = files.first(where: { $0.file.path == path }),
            let status = try? FileStatus(path: "\(folder)/\(path)", followingLinks: false)
        else { return false }
        return status.kind == .regular && FileSignature(status) == item.signature
    }
}

extension InitrdPart {
    var record: ImageRecord.Part { ImageRecord.Part(padding: padding, size: size, digest: digest) }
}
