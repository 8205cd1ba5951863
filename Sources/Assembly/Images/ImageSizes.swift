internal import Archives
internal import Machine

/// What an archive of an image of containers holds, for its price.
package struct ImageSizes: Sendable, Equatable {
    /// Bytes of the archive as it lies on the node.
    package let archive: UInt64
    /// Bytes of the files of its layers in pages of a RAM file system, 4 KiB; nil where the archive is none that is known
    /// here.
    package let unpacked: UInt64?

    /// Raised whenever reading finds something else in the same archive.
    private static let format = "kimage image sizes 1"

    /// From the cache or from the archive.
    ///
    /// - Throws: `MachineFailure` where it cannot be read.
    static func load(_ path: String, size: UInt64, digest: SHA256Digest, cache: CacheFolder) throws
        -> ImageSizes
    {
        let place = try cache.folder("index") + "/image-\(digest.hex)"
        if let bytes = CacheFile.read(place, format: format) {
            var reader = ByteReader(bytes)
            if let isKnown = reader.integer(UInt8.self), let unpacked = reader.integer(UInt64.self),
                reader.isAtEnd
            {
                CacheSweep.touch(place)
                return ImageSizes(archive: size, unpacked: isKnown == 1 ? unpacked : nil)
            }
        }
        var unpacked: UInt64?
        do {
            unpacked = try ImageLayerSizes.sum(path)
        } catch {
            // Whoever loads it will tell; the image can be built.
        }
        var writer = ByteWriter()
        writer.integer(UInt8(unpacked == nil ? 0 : 1))
        writer.integer(unpacked ?? 0)
        try CacheFile.write(writer.bytes, to: place, format: format)
        return ImageSizes(archive: size, unpacked: unpacked)
    }
}
