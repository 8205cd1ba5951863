/// How much of an untrusted archive is read before reading stops with `ReadFault.limit`.
package struct ReadLimits: Equatable, Sendable {
    /// Entries of all segments together.
    package var entries: UInt64
    /// Bytes that all segments unpack to, archives with headers and padding.
    package var unpackedBytes: UInt64
    /// Unpacked bytes for each compressed one, once a segment has passed `ratioFrom` unpacked bytes.
    package var ratio: UInt64
    /// Unpacked bytes of a segment below which the ratio is not looked at.
    package var ratioFrom: UInt64
    /// Bytes of all names and link targets together that are kept in memory.
    package var nameBytes: UInt64
    /// Bytes that a decoder may take for its window. `xz --lzma2=dict=512MiB` boots, so that must be possible.
    package var decoderMemory: UInt64
    /// How many warnings are kept; the others are only counted.
    package var warnings: Int

    /// The most that `unpackedBytes` can be set to.
    package static let largestUnpackedBytes: UInt64 = 16 << 30

    package init(
        entries: UInt64 = 1_000_000, unpackedBytes: UInt64 = 4 << 30, ratio: UInt64 = 1000,
        ratioFrom: UInt64 = 64 << 20, nameBytes: UInt64 = 256 << 20, decoderMemory: UInt64 = 1 << 30,
        warnings: Int = 1000
    ) {
        self.entries = min(entries, 1_000_000)
        self.unpackedBytes = min(unpackedBytes, Self.largestUnpackedBytes)
        self.ratio = max(1, ratio)
        self.ratioFrom = ratioFrom
        self.nameBytes = min(nameBytes, 1 << 30)
        self.decoderMemory = decoderMemory
        self.warnings = max(0, warnings)
    }
}
