internal import Machine

/// A layer of an image, unpacked and verified: its tar, open.
final class LayerFile {
    let file: Descriptor
    /// Bytes of the tar.
    let size: Int64

    private init(_ file: consuming Descriptor, size: Int64) {
        self.file = file
        self.size = size
    }

    /// Opens a layer: compares the blob with its digest, unpacks it, and compares the tar with its own.
    ///
    /// - Parameters:
    ///   - path: the blob: a tar, or one behind gzip or zstd, found out by its first bytes.
    ///   - tar: the digest of what is unpacked.
    ///   - folder: where the unpacked tar is written, unnamed when it is open.
    ///   - limit: the most bytes of the tar.
    /// - Throws: `ArtifactFailure`, `ImageFault`, `MachineFailure`, `ToolFailure`.
    nonisolated(nonsending) static func open(
        _ path: String, _ descriptor: ImageDescriptor, tar: SHA256Digest, in folder: String, limit: Int64,
        echo: (String) -> Void
    ) async throws -> LayerFile {
        let blob = try Descriptor(open: path, options: .nonBlocking)
        let status = try blob.requireRegularFile()
        guard status.size == descriptor.size else {
            throw ImageFault("a layer has \(status.size) bytes, \(descriptor.size) are promised")
        }
        let wanted = try descriptor.sha256()
        let found = try blob.hash().digest
        guard found == wanted else { throw ImageFolder.mismatch(path, wanted, found) }
        guard let command = try unpacker(blob, path) else {
            guard found == tar else { throw ImageFolder.mismatch(path, tar, found) }
            guard status.size <= limit else { throw tooLarge() }
            return LayerFile(blob, size: status.size)
        }
        let place = "\(folder)/layer"
        let file = try Descriptor(open: place, .readWrite, options: [.create, .exclusive, .noFollow])
        // Nobody else needs the name, and nothing is left however this ends.
        try Directory.removeTree(place)
        var hasher = ContentHasher()
        do {
            try await Tool.stream(command, echo: echo) { bytes in
                guard hasher.count + Int64(bytes.count) <= limit else { throw tooLarge() }
                hasher.update(bytes)
                try file.write(bytes)
            }
        } catch let failure as ToolFailure {
            guard case .exited = failure.reason else { throw failure }
            throw ImageFault("a layer cannot be unpacked: \(failure.errorLines.last ?? "it is damaged")")
        }
        guard hasher.digest == tar else { throw ImageFolder.mismatch(path, tar, hasher.digest) }
        return LayerFile(file, size: hasher.count)
    }

    private static func tooLarge() -> ArtifactFailure {
        ArtifactFailure(.tooLarge, "the layers of the image have more bytes than are accepted")
    }

    /// What unpacks the blob; nil for a tar.
    private static func unpacker(_ blob: borrowing Descriptor, _ path: String) throws -> ToolCommand? {
        var start = [UInt8](repeating: 0, count: 4)
        let count = try start.withUnsafeMutableBytes { try blob.read(into: $0, at: 0) }
        // RFC 1952, 2.3.1; RFC 8878, 3.1.1.
        if count >= 2, start[0] == 0x1f, start[1] == 0x8b { return ToolCommand("gzip", ["-dc", "--", path]) }
        if count == 4, start == [0x28, 0xb5, 0x2f, 0xfd] {
            return ToolCommand("zstd", ["-dcq", "--", path])
        }
        return nil
    }
}
