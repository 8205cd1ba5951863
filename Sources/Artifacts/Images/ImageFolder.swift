internal import Machine

/// A folder with the manifest and the blobs of an image.
struct ImageFolder {
    /// How the folder is laid out.
    enum Form {
        /// skopeo's `dir:`: `manifest.json` as the registry has it, each blob by the digits of its digest.
        case flat
        /// `index.json`, `blobs/sha256/…` (image-spec, image-layout.md).
        case layout
    }

    let path: String
    let form: Form

    func path(of digest: SHA256Digest) -> String {
        switch form {
        case .flat: "\(path)/\(digest)"
        case .layout: "\(path)/blobs/sha256/\(digest)"
        }
    }

    /// A small blob, verified.
    ///
    /// - Throws: `ImageFault`, `MachineFailure`; `ArtifactFailure`, code `mismatch`.
    func read(_ digest: SHA256Digest) throws -> [UInt8] {
        let bytes = try Descriptor.contents(of: path(of: digest), limit: ImageManifest.sizeLimit)
        let found = ContentHasher.digest(bytes)
        guard found == digest else { throw Self.mismatch(path(of: digest), digest, found) }
        return bytes
    }

    static func mismatch(_ path: String, _ expected: SHA256Digest, _ found: SHA256Digest) -> ArtifactFailure {
        ArtifactFailure(
            .mismatch,
            "\(Printable.text(path)) is not what was promised: sha256 \(expected) expected, \(found) found")
    }

    /// The manifest that a reference leads to, for the architecture.
    ///
    /// - Returns: the manifest and its digest.
    func manifest(_ image: ImageReference, _ architecture: String) throws -> (ImageManifest, SHA256Digest) {
        switch form {
        case .flat:
            let bytes = try Descriptor.contents(of: "\(path)/manifest.json", limit: ImageManifest.sizeLimit)
            return (try ImageManifest(json: bytes), ContentHasher.digest(bytes))
        case .layout:
            let index = try ImageManifest(
                json: Descriptor.contents(of: "\(path)/index.json", limit: ImageManifest.sizeLimit))
            var digest = try image.digest ?? chosen(image.tag, index, architecture)
            // An index may lead to another one; no tool makes more than two.
            for _ in 0..<4 {
                let manifest = try ImageManifest(json: read(digest))
                guard manifest.manifests != nil else { return (manifest, digest) }
                digest = try manifest.instance(architecture).sha256()
            }
            throw ImageFault("an index leads to an index without end")
        }
    }

    private func chosen(_ tag: String?, _ index: ImageManifest, _ architecture: String) throws -> SHA256Digest
    {
        let all = index.manifests ?? []
        func name(_ descriptor: ImageDescriptor) -> String? {
            descriptor.annotations?["org.opencontainers.image.ref.name"]
        }
        let tags = all.compactMap(name).map { Printable.text($0) }.sorted().joined(separator: ", ")
        guard let tag else {
            guard all.count == 1, let only = all.first else {
                throw ImageFault("the folder has \(all.count) images; name one by its tag: \(tags)")
            }
            return try only.sha256()
        }
        let tagged = all.filter { name($0) == tag }
        guard let first = tagged.first else {
            throw ImageFault(
                "the folder has no image \(tag), it has \(tags.isEmpty ? "none with a tag" : tags)")
        }
        // The same tag for several platforms.
        let wanted = ImageConfig.name(of: architecture)
        let fitting = tagged.first { $0.platform?.architecture == wanted && $0.platform?.os == "linux" }
        return try (fitting ?? first).sha256()
    }
}
