internal import Machine

/// Records of files in one piece of memory, as the cache file holds them, sorted by device and inode: finding one reads
/// no others.
struct StatTable {
    /// Device and inode to find a record by, then signature, time of the look, digest.
    static let recordSize = 16 + FileSignature.encodedSize + 16 + SHA256Digest.byteCount
    private static let headerSize = 8

    let bytes: [UInt8]
    let count: Int

    init(_ records: [StatRecord]) {
        let sorted = records.sorted {
            ($0.signature.device, $0.signature.inode) < ($1.signature.device, $1.signature.inode)
        }
        var writer = ByteWriter()
        writer.integer(UInt64(sorted.count))
        for record in sorted {
            writer.integer(record.signature.device)
            writer.integer(record.signature.inode)
            record.signature.encode(into: &writer)
            writer.integer(record.look.seconds)
            writer.integer(record.look.nanoseconds)
            writer.raw(record.digest.bytes)
        }
        bytes = writer.bytes
        count = sorted.count
    }

    /// The table in `bytes`; nil where they cannot be one.
    init?(bytes: [UInt8]) {
        var reader = ByteReader(bytes)
        guard let count = reader.count(ofRecords: Self.recordSize),
            bytes.count == Self.headerSize + count * Self.recordSize
        else { return nil }
        self.bytes = bytes
        self.count = count
    }

    /// The record of a file, and its number.
    func find(device: UInt64, inode: UInt64) -> (number: Int, record: StatRecord)? {
        var low = 0
        var high = count
        while low < high {
            let middle = low + (high - low) / 2
            let found = identity(middle)
            if found == (device, inode) { return record(middle).map { (middle, $0) } }
            if found < (device, inode) { low = middle + 1 } else { high = middle }
        }
        return nil
    }

    /// The record of that number.
    func record(_ number: Int) -> StatRecord? {
        let start = Self.headerSize + number * Self.recordSize
        var reader = ByteReader(Array(bytes[(start + 16)..<(start + Self.recordSize)]))
        guard let signature = FileSignature(&reader), let seconds = reader.integer(Int64.self),
            let nanoseconds = reader.integer(Int64.self), let digest = reader.digest()
        else { return nil }
        return StatRecord(
            signature: signature, look: FileTime(seconds: seconds, nanoseconds: nanoseconds), digest: digest)
    }

    private func identity(_ number: Int) -> (UInt64, UInt64) {
        let start = Self.headerSize + number * Self.recordSize
        return bytes.withUnsafeBytes { all in
            (
                UInt64(bigEndian: all.loadUnaligned(fromByteOffset: start, as: UInt64.self)),
                UInt64(bigEndian: all.loadUnaligned(fromByteOffset: start + 8, as: UInt64.self))
            )
        }
    }
}
