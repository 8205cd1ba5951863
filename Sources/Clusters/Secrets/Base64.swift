import FoundationEssentials

/// RFC 4648, 4: with padding, on one line.
enum Base64 {
    static func encode(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

    /// nil where it is no base64; line ends are taken, as in YAML blocks.
    static func decode(_ text: String) -> [UInt8]? {
        let packed = text.filter { !$0.isWhitespace }
        return Data(base64Encoded: packed).map { Array($0) }
    }
}
