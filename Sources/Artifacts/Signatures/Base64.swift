internal import FoundationEssentials

/// Reads base64 (RFC 4648, 4).
enum Base64 {
    /// The bytes that the digits stand for; nil unless they are whole groups of four, padded at the end only.
    static func decode(_ digits: [UInt8]) -> [UInt8]? {
        Data(base64Encoded: Data(digits)).map { Array($0) }
    }
}
