/// A gzip file (RFC 1952) whose data is stored, not compressed.
///
/// Alpine's /init takes an apkovl only in gzip. Ours lies in a segment of the initrd, which is compressed as a whole: to
/// compress it twice would cost time and save nothing. The same bytes come out everywhere, whatever library is installed.
enum StoredGzip {
    /// RFC 1951, section 3.2.4: LEN has 16 bits.
    private static let blockSize = 0xffff

    static func pack(_ bytes: [UInt8]) -> [UInt8] {
        // No time, no name; 255: of an unknown operating system.
        var result: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]
        result.reserveCapacity(bytes.count + bytes.count / blockSize * 5 + 32)
        var start = 0
        repeat {
            let end = min(start + blockSize, bytes.count)
            let length = UInt16(truncatingIfNeeded: end - start)
            result.append(end == bytes.count ? 1 : 0)
            append(length, to: &result)
            append(~length, to: &result)
            result += bytes[start..<end]
            start = end
        } while start < bytes.count
        append(checksum(bytes), to: &result)
        append(UInt32(truncatingIfNeeded: bytes.count), to: &result)
        return result
    }

    private static func append(_ number: some FixedWidthInteger & UnsignedInteger, to bytes: inout [UInt8]) {
        for shift in stride(from: 0, to: number.bitWidth, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }

    /// RFC 1952, section 8: the CRC-32 of ISO 3309.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        let table = (0..<256).map { (index: UInt32) in
            (0..<8).reduce(index) { value, _ in value & 1 == 0 ? value >> 1 : value >> 1 ^ 0xedb8_8320 }
        }
        return bytes.withUnsafeBytes { bytes in
            ~bytes.reduce(~UInt32(0)) { table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ ($0 >> 8) }
        }
    }
}
