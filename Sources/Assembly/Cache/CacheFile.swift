internal import Glibc
internal import Machine

/// A small file of the cache: a format's name, the digest of the contents, the contents.
///
/// Written beside and renamed, but not synchronized: after a power failure the digest does not fit, the file reads as
/// missing and is made again, and a build does not wait for the disk.
enum CacheFile {
    private static let limit = 1 << 30

    /// The contents; nil where there is no such file, or one of another format, or a damaged one.
    static func read(_ path: String, format: String) -> [UInt8]? {
        guard let descriptor = try? Descriptor(open: path, options: [.noFollow, .nonBlocking]),
            let status = try? descriptor.requireRegularFile(), status.owner == geteuid(),
            let all = try? descriptor.readAll(limit: limit)
        else { return nil }
        let header = Self.header(format)
        let start = header.count + SHA256Digest.byteCount
        guard all.count >= start, all.starts(with: header) else { return nil }
        let contents = Array(all[start...])
        guard ContentHasher.digest(contents).bytes.elementsEqual(all[header.count..<start]) else {
            return nil
        }
        return contents
    }

    /// Replaces the file; a reader sees the old contents or the new ones.
    ///
    /// - Throws: `MachineFailure`.
    static func write(_ contents: [UInt8], to path: String, format: String) throws {
        let file = try UnsyncedFile(path: path)
        try file.descriptor.write(header(format) + ContentHasher.digest(contents).bytes)
        try file.descriptor.write(contents)
        try file.commit()
    }

    private static func header(_ format: String) -> [UInt8] { Array("\(format)\n".utf8) }
}
