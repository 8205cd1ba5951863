internal import Machine

extension BaseFolder {
    /// Makes a base folder from artifacts in the store: each file appears whole or not at all, `base.toml`
    /// last.
    ///
    /// - Parameters:
    ///   - artifacts: of the roles `kernel`, `initrd`, `root` and `busybox`; the root image keeps the
    ///     extension of its file name.
    ///   - path: the folder; made if it is missing. A base folder that is there is replaced, other files
    ///     stay.
    /// - Throws: `ArtifactFailure`: `baseFolder` for another role or a folder with a root image of somebody
    ///   else's, `mismatch` for a damaged entry of the store; `MachineFailure`, category `cannotCreate`.
    @discardableResult
    package static func write(
        _ description: BaseDescription, _ artifacts: [ResolvedArtifact], from store: Store, to path: String
    ) throws -> BaseFolder {
        let shown = Printable.text(path)
        for artifact in artifacts where !roles.contains(artifact.request.role) {
            throw ArtifactFailure(
                .baseFolder,
                "a base folder has no place for the role \(Printable.text(artifact.request.role))")
        }
        try Directory.create(path)
        try removeOld(path, shown)
        let total = artifacts.reduce(0) { $0 + $1.size }
        try FileSystemSpace.require(total, at: path)
        var digests: [String: SHA256Digest] = [:]
        for artifact in artifacts {
            try store.copy(artifact.digest, to: "\(path)/\(name(of: artifact))")
            digests[artifact.request.role] = artifact.digest
        }
        try AtomicFile.write(Array(description.text(digests).utf8), to: "\(path)/base.toml")
        return try read(path)
    }

    /// Removes what an earlier base has left; without its `base.toml` the rest would not be taken for a base.
    private static func removeOld(_ path: String, _ shown: String) throws {
        let folder = try Directory.open(path)
        let names = try Directory.names(in: folder).compactMap { String(validating: $0, as: UTF8.self) }
        let old = names.filter { ($0 != "root" && roles.contains($0)) || $0.hasPrefix("root.") }
        guard names.contains("base.toml") || old.isEmpty else {
            throw ArtifactFailure(
                .baseFolder,
                "\(shown) has \(old.map { Printable.text($0) }.joined(separator: ", ")) and no base.toml: "
                    + "it may be somebody else's", hint: "name an empty or a new folder")
        }
        for name in ["base.toml"] + old where names.contains(name) {
            try Directory.removeTree("\(path)/\(name)")
        }
    }

    private static func name(of artifact: ResolvedArtifact) -> String {
        guard artifact.request.role == "root" else { return artifact.request.role }
        if artifact.request.member == nil, case .image? = try? SourceAddress(artifact.request.source) {
            // A tag has dots and is no extension.
            return "root.tar"
        }
        let parts = artifact.request.fileName.split(separator: "/").last?.split(separator: ".") ?? []
        // `x.tar.xz` has two extensions, `debian-12.7-root.squashfs` has one.
        let packings: Set<Substring> = ["gz", "xz", "zst", "bz2", "lz4"]
        let count = parts.count > 2 && packings.contains(parts[parts.count - 1]) ? 2 : 1
        guard parts.count > 1 else { return "root.img" }
        return "root." + parts.suffix(count).joined(separator: ".")
    }
}
