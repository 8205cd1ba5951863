package import Machine

/// A folder with a base: `kernel`, `initrd`, at most one `root.*`, where stage one needs it `busybox`, and
/// `base.toml`, which says what they are. It takes the place of the store: for a lab without network, and for
/// bases that were made here.
package struct BaseFolder: Sendable, Equatable {
    /// One of the files.
    package struct File: Sendable, Equatable {
        /// `kernel`, `initrd`, `root`, `busybox`
        package let role: String
        package let path: String
        /// Bytes.
        package let size: Int64
        package let digest: SHA256Digest
    }

    /// The roles that a base folder can have, in the order of `base.toml`.
    package static let roles = ["kernel", "initrd", "root", "busybox"]

    package let path: String
    package let description: BaseDescription
    /// In the order of `roles`.
    package let files: [File]

    /// The file for a role.
    package func file(for role: String) -> File? {
        files.first { $0.role == role }
    }

    /// Reads a folder, and hashes every file of it that is not provably the one that was hashed before.
    ///
    /// - Parameter cache: the folder `kimage` of the user's cache, which remembers digests; nil hashes every
    ///   file.
    /// - Throws: `LineFaults` for a wrong `base.toml`; `ArtifactFailure`: `baseFolder` where a file is
    ///   missing or there are two for one role, `mismatch` where one does not have the digest that
    ///   `base.toml` gives; `MachineFailure`.
    package static func read(_ path: String, cache: String? = nil) throws -> BaseFolder {
        let digests = cache.map { BaseDigests(cache: $0) }
        let folder = try Directory.open(path)
        let names = try Directory.names(in: folder).compactMap { String(validating: $0, as: UTF8.self) }
        let shown = Printable.text(path)
        let file = "\(path)/base.toml"
        guard names.contains("base.toml") else {
            throw ArtifactFailure(
                .baseFolder, "\(shown) is no base folder: it has no base.toml",
                hint: "kimage base RECIPE DIR makes one")
        }
        let contents = try Descriptor.contents(of: file, limit: LineParser.sizeLimit)
        let (description, promised) = try BaseDescription.parse(contents, file: file)
        var files: [File] = []
        for role in roles {
            guard let name = try name(for: role, names, shown) else { continue }
            let found = try Self.file(role, "\(path)/\(name)", digests)
            if let digest = promised[role], digest != found.digest {
                throw ArtifactFailure(
                    .mismatch,
                    "\(Printable.text(found.path)) is not what base.toml promises: sha256 \(digest) "
                        + "expected, \(found.digest) found")
            }
            files.append(found)
        }
        let found = Set(files.map(\.role))
        for role in roles where promised[role] != nil && !found.contains(role) {
            throw ArtifactFailure(
                .baseFolder, "base.toml gives the sha256 of \(role), but \(shown) has no such file")
        }
        guard found.contains("kernel"), found.contains("initrd") || found.contains("root") else {
            throw ArtifactFailure(
                .baseFolder,
                "\(shown) needs a file named kernel, and one named initrd or root.* with an extension")
        }
        return BaseFolder(path: path, description: description, files: files)
    }

    private static func name(for role: String, _ names: [String], _ folder: String) throws -> String? {
        guard role == "root" else { return names.first { $0 == role } }
        let found = names.filter { $0.hasPrefix("root.") && $0 != "root." }
        guard found.count <= 1 else {
            let list = found.map { Printable.text($0) }.joined(separator: ", ")
            throw ArtifactFailure(.baseFolder, "\(folder) has more than one root image: \(list)")
        }
        return found.first
    }

    private static func file(_ role: String, _ path: String, _ digests: BaseDigests?) throws -> File {
        let descriptor = try Descriptor(open: path, options: .nonBlocking)
        let status = try descriptor.requireRegularFile()
        if let digests {
            let digest = try digests.digest(of: descriptor, status)
            return File(role: role, path: path, size: status.size, digest: digest)
        }
        let contents = try descriptor.hash()
        return File(role: role, path: path, size: contents.count, digest: contents.digest)
    }
}
