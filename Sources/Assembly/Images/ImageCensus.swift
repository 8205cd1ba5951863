internal import Machine
package import Planning

/// The sizes of the images of containers in an image.
package enum ImageCensus {
    /// In the order of the plan's images.
    ///
    /// - Throws: `MachineFailure`.
    package static func take(_ plan: Plan, _ parts: ImageParts, cache: CacheFolder) throws -> [ImageSizes] {
        guard !plan.images.isEmpty else { return [] }
        var digests = ContentDigests(index: try StatIndex(cache: cache))
        return try plan.images.compactMap { image in
            switch image.source {
            case .registry:
                guard let found = parts.images.first(where: { $0.role == image.role }) else { return nil }
                return try ImageSizes.load(
                    found.path, size: found.size, digest: found.digest, cache: cache)
            case .archive(let path):
                let status = try FileStatus(path: path)
                let size = UInt64(clamping: status.size)
                let file = SourceFile(place: .path(path), size: size, signature: FileSignature(status))
                return try ImageSizes.load(
                    path, size: size, digest: try digests.digest(of: file), cache: cache)
            }
        }
    }
}
