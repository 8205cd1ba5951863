internal import Machine

/// Reads what `ByteWriter` wrote. Nothing is believed: every length is checked against what is there, and a record that
/// does not fit reads as nil.
struct ByteReader {
    private let bytes: [UInt8]
    private var next = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { next == bytes.count }

    mutating func integer<Value: FixedWidthInteger>(_ type: Value.Type = Value.self) -> Value? {
        let size = MemoryLayout<Value>.size
        guard bytes.count - next >= size else { return nil }
        defer { next += size }
        return bytes.withUnsafeBytes {
            Value(bigEndian: $0.loadUnaligned(fromByteOffset: next, as: Value.self))
        }
    }

    mutating func counted() -> [UInt8]? {
        guard let length = integer(UInt64.self), let count = Int(exactly: length) else { return nil }
        return raw(count)
    }

    mutating func text() -> String? {
        counted().flatMap { String(validating: $0, as: UTF8.self) }
    }

    mutating func raw(_ count: Int) -> [UInt8]? {
        guard count >= 0, bytes.count - next >= count else { return nil }
        defer { next += count }
        return Array(bytes[next..<(next + count)])
    }

    mutating func digest() -> SHA256Digest? {
        raw(SHA256Digest.byteCount).flatMap { SHA256Digest(bytes: $0) }
    }

    /// A count that precedes as many records of at least `size` bytes; nil where they cannot all be there.
    mutating func count(ofRecords size: Int) -> Int? {
        guard let value = integer(UInt64.self), let count = Int(exactly: value),
            count <= (bytes.count - next) / max(1, size)
        else { return nil }
        return count
    }
}
