internal import Machine

/// Writes an image as `docker save` does (moby, image/spec/v1.2.md, "Combined Image JSON + Filesystem Changeset
/// Format"): the configuration, the layers, `manifest.json`. No times, no owners, one order: the same manifest and name
/// give the same bytes.
///
/// A layer that the registry has behind gzip stays so: every loader unpacks it (moby, daemon: DecompressStream;
/// containerd, importer.go; containers/image, docker/internal/tarfile/src.go), and the archive lies in RAM until it is
/// loaded. Behind another packing it is unpacked, since older Docker reads none.
struct ImageArchiver {
    let folder: ImageFolder
    let manifest: ImageManifest
    /// `x86_64` or `aarch64`.
    let architecture: String
    /// `docker.io/library/busybox:1.36`
    let name: String
    /// The most bytes of the archive.
    let sizeLimit: Int64
    /// The most bytes of all layers as they are unpacked.
    let unpackedLimit: Int64
    /// Where temporary files may be.
    let temporaryFolder: String

    /// Reads the blobs and writes the archive.
    ///
    /// - Throws: `ImageFault`, `ArtifactFailure`, `MachineFailure`, `ToolFailure`.
    nonisolated(nonsending) func write(to writer: StoreWriter, echo: (String) -> Void) async throws {
        let layers = try ImageLayers.list(folder, manifest, architecture: architecture)
        guard let config = try manifest.config?.sha256() else { throw ImageFault("it has no configuration") }
        let configuration = try folder.read(config)
        try append("\(config).json", configuration, to: writer)
        var names: [String] = []
        var left = unpackedLimit
        for (descriptor, diffID) in layers {
            let blob = try descriptor.sha256()
            // Unpacked to see that it is what the configuration says, and gone with its descriptor.
            let layer = try await LayerFile.open(
                folder.path(of: blob), descriptor, tar: diffID, in: temporaryFolder, limit: left, echo: echo)
            left -= layer.size
            let isGzip = try Self.isGzip(folder.path(of: blob))
            let name = isGzip ? "\(blob).tar.gz" : "\(diffID).tar"
            // The same layer twice is one file that is named twice.
            if !names.contains(name) {
                if isGzip {
                    let file = try Descriptor(open: folder.path(of: blob), options: .nonBlocking)
                    try copy(file, size: descriptor.size, digest: blob, as: name, to: writer)
                } else {
                    try copy(layer.file, size: layer.size, digest: diffID, as: name, to: writer)
                }
            }
            names.append(name)
        }
        // All of it is of characters that JSON does not escape.
        let list = names.map { "\"\($0)\"" }.joined(separator: ",")
        let text = "[{\"Config\":\"\(config).json\",\"RepoTags\":[\"\(self.name)\"],\"Layers\":[\(list)]}]\n"
        try append("manifest.json", Array(text.utf8), to: writer)
        try append(TarWriter.end, to: writer)
    }

    private static func isGzip(_ path: String) throws -> Bool {
        var start = [UInt8](repeating: 0, count: 2)
        let blob = try Descriptor(open: path, options: .nonBlocking)
        // RFC 1952, 2.3.1.
        return try start.withUnsafeMutableBytes { try blob.read(into: $0, at: 0) } == 2
            && start == [0x1f, 0x8b]
    }

    private func append(_ name: String, _ contents: [UInt8], to writer: StoreWriter) throws {
        try append(Self.header(name, Int64(contents.count)) + contents, to: writer)
        try append(Self.padding(Int64(contents.count)), to: writer)
    }

    private func copy(
        _ file: borrowing Descriptor, size: Int64, digest: SHA256Digest, as name: String,
        to writer: StoreWriter
    ) throws {
        try check(writer.count + size)
        try append(Self.header(name, size), to: writer)
        var hasher = ContentHasher()
        var offset: Int64 = 0
        var buffer = [UInt8](repeating: 0, count: Descriptor.chunkSize)
        while offset < size {
            let count = Int(min(Int64(buffer.count), size - offset))
            let got = try buffer.withUnsafeMutableBytes { bytes in
                let part = UnsafeMutableRawBufferPointer(rebasing: bytes[..<count])
                let got = try file.read(into: part, at: offset)
                let read = UnsafeRawBufferPointer(rebasing: part[..<got])
                hasher.update(read)
                try writer.append(read)
                return got
            }
            guard got == count else { throw ImageFault("a layer has become shorter while it was read") }
            offset += Int64(got)
        }
        guard hasher.digest == digest else { throw ImageFolder.mismatch(name, digest, hasher.digest) }
        try append(Self.padding(size), to: writer)
    }

    private static func header(_ name: String, _ size: Int64) -> [UInt8] {
        TarWriter.header(
            TarEntry(
                path: Array(name.utf8), kind: .file, permissions: 0o644, owner: 0, group: 0, modified: 0,
                size: size))
    }

    private static func padding(_ size: Int64) -> [UInt8] {
        [UInt8](repeating: 0, count: Int(TarReader.padding(size)))
    }

    private func append(_ bytes: [UInt8], to writer: StoreWriter) throws {
        try check(writer.count + Int64(bytes.count))
        try bytes.withUnsafeBytes { try writer.append($0) }
    }

    private func check(_ count: Int64) throws {
        guard count <= sizeLimit else {
            throw ArtifactFailure(.tooLarge, "the archive of the image has more bytes than are accepted")
        }
    }
}
