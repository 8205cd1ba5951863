package import Machine

/// The digests of files that were read before, by what `stat` says of them: an unchanged file is not read again.
///
/// A file is known by device and inode, so that it may be renamed and no path of the machine is kept. An entry counts
/// only where size, both times, inode and device are as they were, and where the times were older than the look at the
/// file; all others are read.
package struct StatIndex {
    private struct Identity: Hashable {
        let device: UInt64
        let inode: UInt64
    }

    private struct Record {
        let signature: FileSignature
        let look: FileTime
        let digest: SHA256Digest
    }

    /// How many entries are kept; where more come, those that this run did not use go first.
    static let capacity = 1 << 18
    private static let format = "kimage stat index 1"
    private static let recordSize = FileSignature.encodedSize + 16 + SHA256Digest.byteCount

    private let path: String
    private var records: [Identity: Record] = [:]
    private var used: Set<Identity> = []
    private var isChanged = false

    /// Reads the index of a cache; a missing or damaged one is empty.
    package init(cache: CacheFolder) throws {
        path = try cache.folder("index") + "/contents"
        load()
    }

    /// The digest of the file with this signature where it is known for certain.
    package mutating func digest(of signature: FileSignature) -> SHA256Digest? {
        let identity = Identity(device: signature.device, inode: signature.inode)
        guard let record = records[identity], record.signature == signature,
            !signature.isRacy(at: record.look)
        else { return nil }
        used.insert(identity)
        return record.digest
    }

    /// Remembers what was read.
    ///
    /// - Parameter look: the clock before the file was opened.
    package mutating func record(_ digest: SHA256Digest, of signature: FileSignature, look: FileTime) {
        let identity = Identity(device: signature.device, inode: signature.inode)
        records[identity] = Record(signature: signature, look: look, digest: digest)
        used.insert(identity)
        isChanged = true
    }

    /// Writes the index, if anything is new. Two builds at once may lose each other's entries: that costs a second
    /// reading, nothing else.
    ///
    /// - Throws: `MachineFailure`.
    package mutating func save() throws {
        guard isChanged else { return }
        var kept = records
        if kept.count > Self.capacity { kept = kept.filter { used.contains($0.key) } }
        var writer = ByteWriter()
        writer.integer(UInt64(kept.count))
        for record in kept.values {
            record.signature.encode(into: &writer)
            writer.integer(record.look.seconds)
            writer.integer(record.look.nanoseconds)
            writer.raw(record.digest.bytes)
        }
        try CacheFile.write(writer.bytes, to: path, format: Self.format)
        isChanged = false
    }

    private mutating func load() {
        guard let bytes = CacheFile.read(path, format: Self.format) else { return }
        var reader = ByteReader(bytes)
        guard let count = reader.count(ofRecords: Self.recordSize) else { return }
        records.reserveCapacity(count)
        for _ in 0..<count {
            guard let signature = FileSignature(&reader), let seconds = reader.integer(Int64.self),
                let nanoseconds = reader.integer(Int64.self), let digest = reader.digest()
            else { return records.removeAll() }
            records[Identity(device: signature.device, inode: signature.inode)] = Record(
                signature: signature, look: FileTime(seconds: seconds, nanoseconds: nanoseconds),
                digest: digest)
        }
    }
}
