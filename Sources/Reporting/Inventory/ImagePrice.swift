/// What an image of containers in the image costs.
package struct ImagePrice: Equatable, Sendable, Codable {
    /// As the recipe has it.
    package var name: String
    /// Who loads it on the node.
    package var loader: String
    /// Of its archive, before the initrd's own compression.
    package var archiveBytes: UInt64
    /// Of what the loader unpacks; nil where the archive is none that is known.
    package var unpackedBytes: UInt64?
    /// In RAM once it is loaded, and at most while it is being loaded; nil as above.
    package var loadedBytes: UInt64?
    package var loadingBytes: UInt64?

    /// - Parameters:
    ///   - keepsArchive: whether the archive stays where it is once it is loaded.
    ///   - keepsLayers: whether the loader keeps the layers as they came, beside what it unpacks.
    ///   - copiesArchive: whether it copies the archive while it loads.
    package init(
        name: String, loader: String, archiveBytes: UInt64, unpackedBytes: UInt64?, keepsArchive: Bool,
        keepsLayers: Bool, copiesArchive: Bool
    ) {
        self.name = name
        self.loader = loader
        self.archiveBytes = archiveBytes
        self.unpackedBytes = unpackedBytes
        loadedBytes = unpackedBytes.map {
            $0 + (keepsArchive ? archiveBytes : 0) + (keepsLayers ? archiveBytes : 0)
        }
        loadingBytes = unpackedBytes.map {
            $0 + archiveBytes + (keepsLayers ? archiveBytes : 0) + (copiesArchive ? archiveBytes : 0)
        }
    }

    private enum CodingKeys: String, CodingKey {
        case name, loader
        case archiveBytes = "archive_bytes"
        case unpackedBytes = "unpacked_bytes"
        case loadedBytes = "loaded_bytes"
        case loadingBytes = "loading_bytes"
    }

    /// Every key is there; what is not known is null.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(loader, forKey: .loader)
        try container.encode(archiveBytes, forKey: .archiveBytes)
        try container.encode(unpackedBytes, forKey: .unpackedBytes)
        try container.encode(loadedBytes, forKey: .loadedBytes)
        try container.encode(loadingBytes, forKey: .loadingBytes)
    }
}

extension RamSummary {
    /// With what loaded images of containers take beyond their archives, which the files of the image count.
    package func adding(_ images: [ImagePrice]) -> RamSummary {
        let bytes = images.reduce(Int64(0)) { sum, image in
            guard let loaded = image.loadedBytes else { return sum }
            return sum + Int64(clamping: loaded) - Int64(clamping: image.archiveBytes)
        }
        guard bytes != 0 else { return self }
        var copy = self
        let kib = Int(bytes / 1024)
        copy.inUseTerms.append(
            RamTerm(
                name: "container images, loaded", kib: kib,
                explanation:
                    "What the runtime unpacks of \(images.count) image\(images.count == 1 ? "" : "s") beyond the archives, where its store is in RAM."
            ))
        copy.inUseMiB += (kib + 1023) / 1024
        return copy
    }
}
