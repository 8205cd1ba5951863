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
        for (descriptor, digest) in try ImageLayers.list(folder, manifest, architecture: architecture) {
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
}
