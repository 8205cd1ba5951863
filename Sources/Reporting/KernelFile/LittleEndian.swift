/// Checked reads of little-endian numbers.
extension UnsafeRawBufferPointer {
    /// The number at `offset`, nil where it does not lie wholly within.
    func little<Number: FixedWidthInteger>(_ offset: UInt64, as type: Number.Type = Number.self) -> Number? {
        let size = MemoryLayout<Number>.size
        guard offset <= UInt64(count), UInt64(count) - offset >= UInt64(size) else { return nil }
        return Number(littleEndian: loadUnaligned(fromByteOffset: Int(offset), as: Number.self))
    }

    /// The bytes of a range, nil where it does not lie wholly within.
    func slice(_ offset: UInt64, _ length: UInt64) -> UnsafeRawBufferPointer? {
        let (end, overflow) = offset.addingReportingOverflow(length)
        guard !overflow, end <= UInt64(count) else { return nil }
        return UnsafeRawBufferPointer(rebasing: self[Int(offset)..<Int(end)])
    }

    /// The bytes up to the next NUL (not included), at most `limit` of them; nil where the offset lies
    /// outside.
    func text(_ offset: UInt64, limit: Int) -> [UInt8]? {
        guard offset < UInt64(count) else { return nil }
        let start = Int(offset)
        return Array(self[start..<Swift.min(count, start + limit)].prefix { $0 != 0 })
    }
}
