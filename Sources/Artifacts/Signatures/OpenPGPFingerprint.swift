internal import Machine

/// The fingerprint of an OpenPGP key of version 4 (RFC 4880, 12.2): 20 bytes, written as 40 hexadecimal
/// digits.
package struct OpenPGPFingerprint: Sendable, Hashable, CustomStringConvertible {
    /// 40 upper-case hexadecimal digits.
    package let hex: String

    /// The fingerprint that a text stands for: 40 hexadecimal digits of either case, with or without the
    /// blanks that gpg puts between groups of four; nil for any other text. Short forms (key ids) are none:
    /// anybody can make a key with a wanted one.
    package init?(_ text: some StringProtocol) {
        let digits = String(text.filter { $0 != " " })
        guard digits.utf8.count == 40, let bytes = Hexadecimal.bytes(digits) else { return nil }
        hex = Hexadecimal.text(bytes).uppercased()
    }

    package var description: String { hex }
}

extension OpenPGPFingerprint: Codable {
    /// From a string of 40 hexadecimal digits; anything else throws `DecodingError.dataCorrupted`.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let fingerprint = OpenPGPFingerprint(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "an OpenPGP fingerprint has 40 hexadecimal digits")
        }
        self = fingerprint
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hex)
    }
}
