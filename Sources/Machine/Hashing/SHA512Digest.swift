/// A SHA-512 digest: 64 bytes. Only ever compared with what a publisher's checksum list says; the store
/// itself knows SHA-256 alone.
package struct SHA512Digest: Sendable, Hashable, CustomStringConvertible {
    /// The 64 bytes.
    package let bytes: [UInt8]

    /// The number of bytes of a digest.
    package static let byteCount = 64

    /// The digest with these bytes; nil unless there are exactly 64.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = Array(bytes)
    }

    /// The digest that 128 hexadecimal digits of either case stand for; nil for any other text.
    package init?(hex: some StringProtocol) {
        guard let bytes = Hexadecimal.bytes(hex) else { return nil }
        self.init(bytes: bytes)
    }

    /// 128 lower-case hexadecimal digits.
    package var hex: String { Hexadecimal.text(bytes) }

    package var description: String { hex }
}
