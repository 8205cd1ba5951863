/// Texts of JSON documents as Go takes and gives them.
enum JSONText {
    /// UTF-8 with one U+FFFD for each byte that belongs to no character (Swift's own decoding makes one of
    /// several).
    static func decode(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 16)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let length = characterLength(bytes[index...])
            if length == 0 {
                result.append(contentsOf: [0xef, 0xbf, 0xbd])
                index += 1
            } else {
                result.append(contentsOf: bytes[index..<index + length])
                index += length
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// How many bytes the character that begins here has; 0 where none begins.
    private static func characterLength(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
        guard let first = bytes.first else { return 0 }
        let length =
            switch first {
            case 0..<0x80: 1
            case 0xc2...0xdf: 2
            case 0xe0...0xef: 3
            case 0xf0...0xf4: 4
            default: 0
            }
        guard bytes.count >= length else { return 0 }
        return String(validating: bytes.prefix(length), as: UTF8.self) == nil ? 0 : length
    }
}
