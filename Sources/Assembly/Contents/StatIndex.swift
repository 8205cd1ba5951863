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

        init(_ signature: FileSignature) {
            device = signature.device
            inode = signature.inode
        }
    }

    /// How many entries are kept; where more come, those that this run did not use go first.
    static let capacity = 1 << 18
    private static let format = "kimage stat index 2"

    private let path: String
    /// What was read from the cache.
    private let table: StatTable
    /// What this run has added.
    private var added: [Identity: StatRecord] = [:]
    /// Which records of the table this run has used.
    private var used: Set<Int> = []

    /// Reads the index of a cache; a missing or damaged one is empty.
    package init(cache: CacheFolder) throws {
        path = try cache.folder("index") + "/contents"
        table = CacheFile.read(path, format: Self.format).flatMap { StatTable(bytes: $0) } ?? StatTable([])
    }

    /// The digest of the file with this signature where it is known for certain.
    package mutating func digest(of signature: FileSignature) -> SHA256Digest? {
        if let record = added[Identity(signature)] { return record.digest(of: signature) }
        guard let (number, record) = table.find(device: signature.device, inode: signature.inode),
            let digest = record.digest(of: signature)
        else { return nil }
        used.insert(number)
        return digest
    }

    /// Remembers what was read.
    ///
    /// - Parameter look: the clock before the file was opened.
    package mutating func record(_ digest: SHA256Digest, of signature: FileSignature, look: FileTime) {
        added[Identity(signature)] = StatRecord(signature: signature, look: look, digest: digest)
    }

    /// Writes the index, if anything is new. Two builds at once may lose each other's entries: that costs a second
    /// reading, nothing else.
    ///
    /// - Throws: `MachineFailure`.
    package mutating func save() throws {
        guard !added.isEmpty else { return }
        let isFull = table.count + added.count > Self.capacity
        var kept = Array(added.values)
        for number in 0..<table.count where !isFull || used.contains(number) {
            guard let record = table.record(number), added[Identity(record.signature)] == nil else {
                continue
            }
            kept.append(record)
        }
        try CacheFile.write(StatTable(kept).bytes, to: path, format: Self.format)
        added.removeAll()
    }
}
