/// A SHA-256 digest: 32 bytes, written as 64 lower-case hexadecimal digits.
package struct SHA256Digest: Sendable, Hashable {
    // Four big-endian words: trivial to copy, and their order is the order of the bytes.
    private let word0: UInt64
    private let word1: UInt64
    private let word2: UInt64
    private let word3: UInt64

    /// The number of bytes of a digest.
    package static let byteCount = 32

    /// The digest with these bytes; nil unless there are exactly 32.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        self.init(firstBytesOf: bytes)
    }

    /// The same for an array, without a call through a protocol for each byte: digests are read by the thousand.
    package init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        func word(_ index: Int) -> UInt64 {
            bytes[(8 * index)..<(8 * index + 8)].reduce(0) { $0 << 8 | UInt64($1) }
        }
        (word0, word1, word2, word3) = (word(0), word(1), word(2), word(3))
    }

    /// The digest made of the first 32 of `bytes`, which a hash function has returned.
    init(firstBytesOf bytes: some Collection<UInt8>) {
        var words: [UInt64] = [0, 0, 0, 0]
        for (index, byte) in bytes.prefix(Self.byteCount).enumerated() {
            words[index / 8] |= UInt64(byte) << UInt64(56 - 8 * (index % 8))
        }
        (word0, word1, word2, word3) = (words[0], words[1], words[2], words[3])
    }

    /// The digest that 64 hexadecimal digits of either case stand for; nil for any other text.
    package init?(hex: some StringProtocol) {
        guard let bytes = Hexadecimal.bytes(hex) else { return nil }
        self.init(bytes: bytes)
    }

    /// The 32 bytes.
    package var bytes: [UInt8] {
        [word0, word1, word2, word3].flatMap { word in
            stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt64($0)) }
        }
    }

    /// 64 lower-case hexadecimal digits.
    package var hex: String { Hexadecimal.text(bytes) }
}

extension SHA256Digest: Comparable {
    /// Bytewise.
    package static func < (left: Self, right: Self) -> Bool {
        (left.word0, left.word1, left.word2, left.word3) < (
            right.word0, right.word1, right.word2, right.word3
        )
    }
}

extension SHA256Digest: CustomStringConvertible {
    package var description: String { hex }
}

extension SHA256Digest: Codable {
    /// From a string of 64 hexadecimal digits; anything else throws `DecodingError.dataCorrupted`.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let digest = SHA256Digest(hex: text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "a SHA-256 digest has 64 hexadecimal digits")
        }
        self = digest
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hex)
    }
}
