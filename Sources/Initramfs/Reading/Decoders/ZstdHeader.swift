/// The header of a zstd frame (RFC 8878, section 3.1.1.1).
extension StreamHeader {
    private static let zstdMagic: [UInt8] = [0x28, 0xb5, 0x2f, 0xfd]

    mutating func readZstd(_ bytes: [UInt8]) {
        // Context, input and output buffers (ZSTD_DStreamWorkspaceBound); the window comes on top.
        windowKiB = 544
        guard bytes.count >= 5 else {
            refusal = bytes.starts(with: Self.zstdMagic.prefix(bytes.count)) ? .zstdHeader : .zstdFormat
            return
        }
        guard bytes.starts(with: Self.zstdMagic) else {
            refusal = .zstdFormat
            return
        }
        let descriptor = bytes[4]
        let single = descriptor & 0x20 != 0
        let dictionaryBytes = [0, 1, 2, 4][Int(descriptor & 3)]
        let sizeCode = Int(descriptor >> 6)
        let sizeBytes = sizeCode == 0 ? (single ? 1 : 0) : 1 << sizeCode
        check = descriptor & 4 != 0 ? "xxh64" : "none"
        let windowBytes = single ? 0 : 1
        let length = 5 + windowBytes + dictionaryBytes + sizeBytes
        guard bytes.count >= length else {
            refusal = .zstdHeader
            return
        }
        var window: UInt64 = 0
        if !single {
            let base = UInt64(1) << (10 + UInt64(bytes[5] >> 3))
            window = base + base / 8 * UInt64(bytes[5] & 7)
        }
        if sizeBytes > 0 {
            let field = UInt64(little: bytes[(length - sizeBytes)..<length])
            // Two bytes count from 256.
            contentSize = sizeBytes == 2 ? field + 256 : field
            if single { window = contentSize ?? 0 }
        }
        dictionary = window
        let (kib, tooLarge) = window.addingReportingOverflow(1023)
        windowKiB += tooLarge ? UInt64.max / 1024 : kib / 1024
    }
}
