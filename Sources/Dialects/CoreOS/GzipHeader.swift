/// The header of a gzip member (RFC 1952), as Go's `gzip.NewReader` reads it.
///
/// coreos-cloudinit looks at nothing else: it takes what comes out of a damaged body.
enum GzipHeader {
    /// True where the header is whole and right.
    static func isValid(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 10, bytes[0] == 0x1f, bytes[1] == 0x8b, bytes[2] == 8 else { return false }
        let flags = bytes[3]
        var index = 10
        if flags & 0x04 != 0 {
            guard index + 2 <= bytes.count else { return false }
            index += 2 + Int(bytes[index]) + Int(bytes[index + 1]) << 8
            guard index <= bytes.count else { return false }
        }
        // The original name and a comment, each ended by a NUL; Go's limit is 512 bytes.
        for flag: UInt8 in [0x08, 0x10] where flags & flag != 0 {
            guard let end = bytes[index...].prefix(512).firstIndex(of: 0) else { return false }
            index = end + 1
        }
        guard flags & 0x02 != 0 else { return true }
        guard index + 2 <= bytes.count else { return false }
        let digest = UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8
        return digest == UInt16(truncatingIfNeeded: crc32(bytes[..<index]))
    }

    private static func crc32(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        var sum: UInt32 = 0xffff_ffff
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 0 ? sum >> 1 : sum >> 1 ^ 0xedb8_8320 }
        }
        return ~sum
    }
}
