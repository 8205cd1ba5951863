package import Initramfs
internal import Machine

/// Reads a finished initrd as a kernel would, without reading again what an earlier build has read.
///
/// The file is the base and some segments one after another, and after an edit all but the last few kilobytes are as they
/// were. The reader's state behind the last large stretch is kept in the cache under the digests and sizes of everything
/// up to there; the next reading takes it up.
package struct InitrdReadings: Sendable {
    /// Smaller stretches are read again: that is as fast as taking up a state.
    static let smallestPart: UInt64 = 64 << 10

    private let folder: String

    package init(cache: CacheFolder) throws {
        folder = try cache.folder("index")
    }

    /// What reading the whole file finds.
    ///
    /// - Parameter parts: the stretches of the file, with the digests of their bytes.
    /// - Throws: `ReadFault`, `MachineFailure`.
    package func read(_ path: String, parts: [InitrdPart]) throws -> InitrdImage {
        let reader = InitrdReader(try InputSource(path: path))
        guard let (record, position) = boundary(parts) else { return try reader.read() }
        let known = CacheFile.read(record, format: ReadCheckpoint.format).map { ReadCheckpoint(bytes: $0) }
        let (image, checkpoint) = try reader.read(after: known, checkpointAt: position)
        if let checkpoint {
            try CacheFile.write(checkpoint.bytes, to: record, format: ReadCheckpoint.format)
        } else {
            CacheSweep.touch(record)
        }
        return image
    }

    /// Where the stretch behind the last large one begins, and the record of everything before it; nil where there is no
    /// such place.
    private func boundary(_ parts: [InitrdPart]) -> (record: String, position: UInt64)? {
        guard let last = parts.lastIndex(where: { $0.size >= Self.smallestPart }), last + 1 < parts.count,
            parts[last + 1].hasContents
        else { return nil }
        var writer = ByteWriter()
        var position = parts[last + 1].padding
        for part in parts[...last] {
            writer.integer(part.padding)
            writer.raw(part.digest.bytes)
            position += part.padding + part.size
        }
        // The zeros before the next stretch have been read as well.
        writer.integer(parts[last + 1].padding)
        return ("\(folder)/read-\(ContentHasher.digest(writer.bytes).hex)", position)
    }
}
