internal import Machine

/// Makes one tar of the layers of an image: the tree as a container would see it, sorted by path, with
/// owners, times, hard links, devices and extended attributes, always the same for the same manifest. The tar
/// is not compressed: its digest is in lock files and must not change with a library for compression.
struct ImageFlattener {
    let folder: ImageFolder
    let manifest: ImageManifest
    /// `x86_64` or `aarch64`.
    let architecture: String
    /// The most bytes of all layers as they are unpacked, and of the tar.
    let sizeLimit: Int64
    /// Where temporary files may be.
    let temporaryFolder: String

    /// Reads the layers and writes the tar.
    ///
    /// - Throws: `ImageFault`, `ArtifactFailure`, `MachineFailure`, `ToolFailure`.
    nonisolated(nonsending) func write(to writer: StoreWriter, echo: (String) -> Void) async throws {
        let place = try TemporaryDirectory(in: temporaryFolder)
        var tree = ImageTree()
        var layers: [LayerFile] = []
        var left = sizeLimit
        for (descriptor, digest) in try layerDigests() {
            let layer = try await LayerFile.open(
                folder.path(of: try descriptor.sha256()), descriptor, tar: digest, in: place.path,
                limit: left,
                echo: echo)
            left -= layer.size
            var reader = TarReader(size: layer.size)
            var entries: [TarEntry] = []
            while let entry = try reader.next(layer.file) {
                guard entries.count < ImageTree.entryLimit else {
                    throw ImageFault("a layer has more than \(ImageTree.entryLimit) entries")
                }
                entries.append(entry)
            }
            try tree.apply(entries, number: layers.count)
            layers.append(layer)
        }
        try FileSystemSpace.require(sizeLimit - left, at: temporaryFolder)
        var output = ImageOutput(layers: layers, writer: writer, limit: sizeLimit)
        try output.write(tree)
    }

    /// The layers with the digests of their tars, from the configuration.
    private func layerDigests() throws -> [(ImageDescriptor, SHA256Digest)] {
        guard let config = manifest.config, let layers = manifest.layers else {
            throw ImageFault("the manifest has no layers")
        }
        // Docker allows 127.
        guard layers.count <= 500 else { throw ImageFault("the manifest has \(layers.count) layers") }
        let kinds = [
            "application/vnd.oci.image.config.v1+json", "application/vnd.docker.container.image.v1+json",
        ]
        guard kinds.contains(config.mediaType ?? kinds[0]) else {
            throw ImageFault("it is no image with a root tree but \(Printable.text(config.mediaType ?? "-"))")
        }
        for layer in layers {
            let kind = layer.mediaType ?? ""
            guard !kind.contains("encrypted"), !kind.contains("foreign") else {
                throw ImageFault("a layer is encrypted, or kept elsewhere: \(Printable.text(kind))")
            }
        }
        let configuration = try ImageConfig(json: folder.read(try config.sha256()))
        let wanted = ImageConfig.name(of: architecture)
        guard configuration.os == "linux", configuration.architecture == wanted else {
            throw ImageFault(
                "it is for \(Printable.text("\(configuration.os)/\(configuration.architecture)")), "
                    + "wanted is linux/\(wanted)")
        }
        let digests = try configuration.layers()
        guard digests.count == layers.count else {
            throw ImageFault("the manifest has \(layers.count) layers, the configuration \(digests.count)")
        }
        return Array(zip(layers, digests))
    }
}
