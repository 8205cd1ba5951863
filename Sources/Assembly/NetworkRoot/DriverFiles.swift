internal import Initramfs
internal import Machine

/// Writes the files of the drivers' segment into a folder: 0, 1, 2, …
struct DriverFiles {
    let folder: String
    private var next = 0

    init(folder: String) {
        self.folder = folder
    }

    mutating func add(_ bytes: [UInt8], path: String, mode: UInt32) throws -> DriverItem {
        try add(BytesContents(bytes), path: path, mode: mode)
    }

    mutating func add(_ contents: some EntryContents, path: String, mode: UInt32) throws -> DriverItem {
        let number = next
        next += 1
        let file = try Descriptor(
            open: "\(folder)/\(number)", .writeOnly, options: [.create, .exclusive, .noFollow], mode: 0o600)
        var hasher = ContentHasher()
        try contents.stream { bytes in
            hasher.update(bytes)
            try file.write(bytes)
        }
        try file.close()
        return DriverItem(
            path: path,
            kind: .file(number: number, size: contents.size, digest: hasher.digest, mode: mode))
    }
}
