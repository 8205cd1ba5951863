internal import Machine

/// Writes a tree as a tar.
struct ImageOutput {
    private let layers: [LayerFile]
    private let writer: StoreWriter
    private let limit: Int64
    /// The path under which a node was written that several names lead to.
    private var written: [ObjectIdentifier: [UInt8]] = [:]
    /// A buffer for all files.
    private var buffer = [UInt8](repeating: 0, count: Descriptor.chunkSize)

    /// - Parameter limit: the most bytes of the tar.
    init(layers: [LayerFile], writer: StoreWriter, limit: Int64) {
        self.layers = layers
        self.writer = writer
        self.limit = limit
    }

    /// - Throws: `ImageFault`; `ArtifactFailure`, code `tooLarge`; `MachineFailure`.
    mutating func write(_ tree: ImageTree) throws {
        try writeChildren(of: tree.root, [])
        try append(TarWriter.end)
    }

    /// In the order of the bytes of the names: a directory, then what is in it. The tree has at most as many
    /// levels as a path of a layer may have components.
    private mutating func writeChildren(of folder: ImageNode, _ path: [UInt8]) throws {
        for (name, node) in folder.children.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            let place = path.isEmpty ? name : path + [0x2f] + name
            guard place.count <= ImagePath.lengthLimit else {
                throw ImageFault("a path has more than \(ImagePath.lengthLimit) bytes")
            }
            try write(node, at: place)
            if node.isDirectory { try writeChildren(of: node, place) }
        }
    }

    private mutating func write(_ node: ImageNode, at path: [UInt8]) throws {
        var entry = node.entry
        entry.path = path
        if !node.isDirectory {
            if let first = written[ObjectIdentifier(node)] {
                entry.kind = .hardLink(first)
                entry.size = 0
                entry.attributes = [:]
            } else {
                written[ObjectIdentifier(node)] = path
            }
        }
        // What overlayfs notes for itself in the upper layer that a builder has packed means nothing in a
        // plain tree.
        entry.attributes = entry.attributes.filter { !$0.key.starts(with: "trusted.overlay.".utf8) }
        try append(TarWriter.header(entry))
        guard entry.kind == .file, entry.size > 0 else { return }
        try copy(entry, from: layers[node.layer])
        try append([UInt8](repeating: 0, count: Int(TarReader.padding(entry.size))))
    }

    private mutating func copy(_ entry: TarEntry, from layer: LayerFile) throws {
        var done: Int64 = 0
        while done < entry.size {
            let count = Int(min(Int64(buffer.count), entry.size - done))
            let got = try buffer.withUnsafeMutableBytes { bytes in
                let part = UnsafeMutableRawBufferPointer(rebasing: bytes[..<count])
                let got = try layer.file.read(into: part, at: entry.offset + done)
                try Self.check(writer.count + Int64(got), limit)
                try writer.append(UnsafeRawBufferPointer(rebasing: part[..<got]))
                return got
            }
            guard got == count else { throw ImageFault("a layer has become shorter while it was read") }
            done += Int64(got)
        }
    }

    private func append(_ bytes: [UInt8]) throws {
        try Self.check(writer.count + Int64(bytes.count), limit)
        try bytes.withUnsafeBytes { try writer.append($0) }
    }

    private static func check(_ count: Int64, _ limit: Int64) throws {
        guard count <= limit else {
            throw ArtifactFailure(.tooLarge, "the root tree of the image has more bytes than are accepted")
        }
    }
}
