/// The headers of .xz streams and their first blocks (The .xz File Format 1.1, sections 2.1.1 and 3.1), judged as
/// lib/xz/xz_dec_stream.c judges them.
extension StreamHeader {
    private static let xzMagic: [UInt8] = [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]

    mutating func readXz(_ bytes: [UInt8], _ support: KernelSupport) {
        // State of the decoder; the dictionary comes on top.
        windowKiB = 68
        guard bytes.count >= 12 else { return }
        guard bytes.starts(with: Self.xzMagic) else {
            refusal = .xzFormat
            return
        }
        guard CRC32.of(bytes[6..<8]) == UInt32(truncatingIfNeeded: UInt64(little: bytes[8..<12])) else {
            refusal = .xzCorrupt
            return
        }
        guard bytes[6] == 0, bytes[7] <= 0x0f else {
            refusal = .xzOptions
            return
        }
        switch bytes[7] {
        case 0: check = "none"
        case 1: check = "crc32"
        case 4: check = "crc64"
        case 10: check = "sha256"
        default: check = "unknown"
        }
        // XZ_DEC_ANY_CHECK is not defined for the kernel's build.
        if bytes[7] > 1 { refusal = .xzOptions }
        readBlock(Array(bytes[12...]), support)
    }

    private mutating func readBlock(_ bytes: [UInt8], _ support: KernelSupport) {
        // A first byte of zero is the index: a stream without blocks.
        guard let first = bytes.first, first != 0 else { return }
        let size = (Int(first) + 1) * 4
        guard bytes.count >= size, size >= 8 else { return }
        let stored = UInt32(truncatingIfNeeded: UInt64(little: bytes[(size - 4)..<size]))
        guard CRC32.of(bytes[..<(size - 4)]) == stored else {
            refusal = refusal ?? .xzCorrupt
            return
        }
        let flags = bytes[1]
        // At most one filter before LZMA2: bits 1 to 5 must be clear (dec_block_header).
        if flags & 0x3e != 0 { refusal = refusal ?? .xzOptions }
        var reader = VarintReader(bytes: bytes[2..<(size - 4)])
        if flags & 0x40 != 0 { _ = reader.next() }
        if flags & 0x80 != 0 { contentSize = reader.next() }
        for index in 0...Int(flags & 3) {
            guard let id = reader.next(), let count = reader.next(), let values = reader.take(count) else {
                return
            }
            if id == 0x21, let property = values.first {
                readDictionary(property & 0x3f)
            } else if index == Int(flags & 3) || !support.xzFilters.contains(id) || count != 0 {
                refusal = refusal ?? .xzOptions
            }
        }
    }

    private mutating func readDictionary(_ property: UInt8) {
        guard property <= 40 else {
            refusal = refusal ?? .xzOptions
            return
        }
        let size: UInt64 =
            property == 40 ? 0xffff_ffff : (2 | UInt64(property & 1)) << (UInt64(property) / 2 + 11)
        dictionary = size
        windowKiB = (size + 1023) / 1024 + 68
    }
}

/// Reads the variable-length integers of .xz (section 1.2): seven bits a byte, the lowest first.
private struct VarintReader {
    var bytes: ArraySlice<UInt8>

    mutating func next() -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 63, by: 7) {
            guard let byte = bytes.popFirst() else { return nil }
            value |= UInt64(byte & 0x7f) << shift
            if byte & 0x80 == 0 { return value }
        }
        return nil
    }

    mutating func take(_ count: UInt64) -> ArraySlice<UInt8>? {
        guard count <= UInt64(bytes.count) else { return nil }
        let taken = bytes.prefix(Int(count))
        bytes = bytes.dropFirst(Int(count))
        return taken
    }
}
