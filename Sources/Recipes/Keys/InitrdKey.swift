/// `[initrd]`
package enum InitrdKey: String, TableKeys {
    case compression
    case level

    package static let summary = "How our own segments are written."
    package static let unsupported = ["check", "layout"]

    /// The levels of each compression; none has none. zstd's end where its windows stay small enough to be unpacked
    /// while a machine boots.
    package static let levels: [String: ClosedRange<Int>] = [
        "gzip": 1...9, "xz": 0...9, "zstd": 1...19, "lz4": 1...12,
    ]

    package var rule: KeyRule {
        switch self {
        case .compression:
            KeyRule(
                .choice(["none", "gzip", "xz", "zstd", "lz4"]),
                "The compression; the best that the base's kernel unpacks unless said.", example: #""zstd""#)
        case .level: KeyRule(.integer(0...19), "The level of the compression.", example: "3")
        }
    }
}
