/// One part of what a machine loads, or of what it unpacks.
package struct InventoryPart: Equatable, Sendable, Codable {
    package var name: String
    package var role: PartRole
    /// Bytes that are loaded; 0 for a part that lies inside another.
    package var bytes: UInt64
    /// `none`, `gzip`, …, those of several archives with `+` between; nil where it holds none.
    package var compression: String?
    /// Bytes of the archives in it, decompressed, with their headers and padding; nil where it holds none.
    package var unpackedBytes: UInt64?
    /// Entries of its archive; nil where it holds none.
    package var entries: Int?
    /// 64 hexadecimal digits; nil where it was not computed.
    package var sha256: String?

    package init(
        name: String, role: PartRole, bytes: UInt64, compression: String? = nil, unpackedBytes: UInt64? = nil,
        entries: Int? = nil, sha256: String? = nil
    ) {
        self.name = name
        self.role = role
        self.bytes = bytes
        self.compression = compression
        self.unpackedBytes = unpackedBytes
        self.entries = entries
        self.sha256 = sha256
    }

    private enum CodingKeys: String, CodingKey {
        case name, role, bytes, compression, entries, sha256
        case unpackedBytes = "unpacked_bytes"
    }

    /// Every key is there; what is not known is null.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(role, forKey: .role)
        try container.encode(bytes, forKey: .bytes)
        try container.encode(compression, forKey: .compression)
        try container.encode(unpackedBytes, forKey: .unpackedBytes)
        try container.encode(entries, forKey: .entries)
        try container.encode(sha256, forKey: .sha256)
    }
}
