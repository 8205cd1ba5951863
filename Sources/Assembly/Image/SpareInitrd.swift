internal import Glibc
internal import Machine

/// The initrd that the last build replaced, kept for the next one.
///
/// Where a file system cannot share blocks (ext4), a new `initrd.img` would cost a copy of the whole base, half a second
/// for 700 MB and as long again for the disk. The replaced file already begins with that base: it is cut off there, gets
/// the new segments and becomes the new file. So two files take turns, and the disk holds what each build needs for a
/// moment anyway.
///
/// It is used only if nobody can notice: it has one name, no process has it open (a server may still be sending it), and
/// `stat` says that it is as it was put aside. A client of an NFS server that read it when it was published is the one
/// reader that Linux cannot see; see `AssemblyOptions.keepsSpare`.
struct SpareInitrd {
    /// Smaller initrds are copied as fast.
    static let smallest: UInt64 = 8 << 20
    private static let format = "kimage spare initrd 1"

    private let folder: String
    private let record: String

    /// - Parameters:
    ///   - folder: `OutputFolder.spareFolder`.
    ///   - image: the image's name.
    ///   - record: where the cache keeps what is known of the file.
    init(folder: String, image: String, record: String) {
        self.folder = folder
        self.path = "\(folder)/\(image).img"
        self.record = record
    }

    let path: String

    /// What the spare begins with, if there is one that may be used.
    func parts() -> [ImageRecord.Part]? {
        guard let bytes = CacheFile.read(record, format: Self.format) else { return nil }
        var reader = ByteReader(bytes)
        guard let signature = FileSignature(&reader), let parts = ImageRecord.decode(&reader),
            let file = try? Descriptor(open: path, .readWrite, options: [.noFollow, .nonBlocking]),
            let status = try? file.requireRegularFile(), status.owner == geteuid(), status.links == 1,
            FileSignature(status) == signature, LinuxCalls.isExclusive(file)
        else { return nil }
        return parts
    }

    /// Puts a replaced initrd aside; an earlier spare goes. Failing to is no failure of the build: the file stays where
    /// it is, to be removed with its folder.
    func keep(_ file: String, parts: [ImageRecord.Part], signature: FileSignature) {
        guard let before = try? FileStatus(path: file, followingLinks: false), before.kind == .regular,
            before.links == 1, FileSignature(before) == signature,
            (try? Directory.create(folder, permissions: 0o700)) != nil,
            (try? FileStatus(path: folder, followingLinks: false))?.permissions == 0o700
        else { return }
        remove()
        guard (try? Directory.move(file, to: path)) != nil,
            // Renaming changes the inode's own time and nothing else.
            let after = try? FileStatus(path: path, followingLinks: false), after.inode == before.inode,
            after.size == before.size, after.modified == before.modified
        else { return }
        var writer = ByteWriter()
        FileSignature(after).encode(into: &writer)
        ImageRecord.encode(parts, into: &writer)
        try? CacheFile.write(writer.bytes, to: record, format: Self.format)
    }

    /// Removes the spares of images that are no more.
    static func removeOrphans(in folder: String, of out: String) {
        guard let directory = try? Directory.open(folder, followingLinks: false),
            let names = try? Directory.names(in: directory)
        else { return }
        for name in names {
            let text = String(decoding: name, as: UTF8.self)
            guard text.hasSuffix(".img"),
                (try? FileStatus.ifExists(path: "\(out)/\(text.dropLast(4))", followingLinks: false))
                    == .some(nil)
            else { continue }
            unlink("\(folder)/\(text)")
        }
    }

    /// Removes the spare.
    func remove() {
        unlink(record)
        unlink(path)
    }
}
