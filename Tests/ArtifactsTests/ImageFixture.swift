import Machine

@testable import Artifacts

/// A folder in OCI layout that a test makes, blob by blob.
final class ImageFixture {
    /// How layers are packed.
    enum Packing: String {
        case none
        case gzip
        case zstd
    }

    let path: String
    private var index: [String] = []

    init(_ path: String) throws {
        self.path = path
        try Directory.create("\(path)/blobs/sha256")
        try write("{\"imageLayoutVersion\": \"1.0.0\"}", to: "\(path)/oci-layout")
        try writeIndex()
    }

    /// Writes a blob under its digest.
    @discardableResult
    func blob(_ bytes: [UInt8]) throws -> SHA256Digest {
        let digest = ContentHasher.digest(bytes)
        try AtomicFile.write(bytes, to: "\(path)/blobs/sha256/\(digest)")
        return digest
    }

    func descriptor(_ digest: SHA256Digest, _ kind: String, _ more: String = "") throws -> String {
        let size = try FileStatus(path: "\(path)/blobs/sha256/\(digest)").size
        return "{\"mediaType\": \"\(kind)\", \"digest\": \"sha256:\(digest)\", \"size\": \(size)\(more)}"
    }

    /// Adds an image without a name.
    ///
    /// - Returns: the digest of its manifest.
    func image(
        _ layers: [[UInt8]], packing: Packing = .none, architecture: String = "amd64"
    ) async throws -> SHA256Digest {
        var descriptors: [String] = []
        for layer in layers {
            descriptors.append(
                try descriptor(
                    blob(try await Self.pack(layer, packing, "\(path)/layer")),
                    "application/vnd.oci.image.layer.v1.tar+gzip"))
        }
        let tars = layers.map { "\"sha256:\(ContentHasher.digest($0))\"" }.joined(separator: ", ")
        let config = try blob(
            Array(
                """
                {"architecture": "\(architecture)", "os": "linux", "config": {},
                "rootfs": {"type": "layers", "diff_ids": [\(tars)]}}
                """.utf8))
        return try manifest(
            try descriptor(config, "application/vnd.oci.image.config.v1+json"), descriptors)
    }

    /// Adds a manifest.
    func manifest(_ config: String, _ layers: [String]) throws -> SHA256Digest {
        try blob(
            Array(
                """
                {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
                "config": \(config), "layers": [\(layers.joined(separator: ", "))]}
                """.utf8))
    }

    /// Adds an index of manifests by architecture.
    func index(_ manifests: [(String, SHA256Digest)]) throws -> SHA256Digest {
        let all = try manifests.map { architecture, digest in
            try descriptor(
                digest, "application/vnd.oci.image.manifest.v1+json",
                ", \"platform\": {\"architecture\": \"\(architecture)\", \"os\": \"linux\"}")
        }
        return try blob(
            Array(
                """
                {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json",
                "manifests": [\(all.joined(separator: ", "))]}
                """.utf8))
    }

    /// Names a manifest or an index.
    func tag(_ digest: SHA256Digest, _ tag: String, kind: String = "manifest") throws {
        let name = ", \"annotations\": {\"org.opencontainers.image.ref.name\": \"\(tag)\"}"
        index.append(try descriptor(digest, "application/vnd.oci.image.\(kind).v1+json", name))
        try writeIndex()
    }

    private func writeIndex() throws {
        try write(
            "{\"schemaVersion\": 2, \"manifests\": [\(index.joined(separator: ", "))]}",
            to: "\(path)/index.json")
    }

    static func pack(_ bytes: [UInt8], _ packing: Packing, _ place: String) async throws -> [UInt8] {
        guard packing != .none else { return bytes }
        try AtomicFile.write(bytes, to: place)
        let arguments = packing == .gzip ? ["-nc", place] : ["-qc", place]
        let output = try await Tool.run(ToolCommand(packing.rawValue, arguments)).output
        try Directory.removeTree(place)
        return output
    }

    /// One entry of a layer, with its data.
    struct Item {
        var entry: TarEntry
        var data: [UInt8] = []
    }

    static func item(
        _ path: String, _ kind: TarEntry.Kind = .file, _ text: String = "", mode: UInt32 = 0o644,
        owner: UInt32 = 0, attributes: [String: String] = [:]
    ) -> Item {
        var entry = TarEntry(
            path: Array(path.utf8), kind: kind, permissions: mode, owner: owner, group: owner,
            modified: 1_000_000)
        let data = Array(text.utf8)
        entry.size = Int64(data.count)
        for (name, value) in attributes { entry.attributes[Array(name.utf8)] = Array(value.utf8) }
        return Item(entry: entry, data: data)
    }

    static func folder(_ path: String, mode: UInt32 = 0o755) -> Item { item(path, .directory, mode: mode) }

    static func link(_ path: String, _ target: String) -> Item { item(path, .symlink(Array(target.utf8))) }

    static func tar(_ items: [Item]) -> [UInt8] {
        items.flatMap { item in
            TarWriter.header(item.entry) + item.data
                + [UInt8](repeating: 0, count: Int(TarReader.padding(Int64(item.data.count))))
        } + TarWriter.end
    }

    /// What Python reads from a tar: a line for each entry.
    static func listing(_ path: String) async throws -> [String] {
        let script = #"""
            import sys, tarfile
            kinds = {b"0": "file", b"1": "hard", b"2": "link", b"3": "char", b"4": "block", b"5": "dir", b"6": "fifo"}
            with tarfile.open(sys.argv[1], "r:", encoding="utf-8", errors="surrogateescape") as archive:
                for entry in archive:
                    words = [entry.name, kinds[entry.type], "%04o" % entry.mode, str(entry.uid), str(entry.mtime)]
                    if entry.linkname:
                        words.append("->" + entry.linkname)
                    if entry.isfile():
                        words.append(repr(archive.extractfile(entry).read().decode("utf-8", "replace")))
                    if entry.type in (b"3", b"4"):
                        words.append(f"{entry.devmajor}:{entry.devminor}")
                    for key, value in sorted(entry.pax_headers.items()):
                        if key.startswith("SCHILY.xattr."):
                            words.append(key[13:] + "=" + value)
                    print(*words)
            """#
        let output = try await Tool.run(ToolCommand("python3", ["-c", script, path])).text
        return output.split(separator: "\n").map(String.init)
    }
}
