/// Seeded mutations of a text: the same on every run.
struct RancherOSRandom {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }

    mutating func below(_ limit: Int) -> Int { limit > 0 ? Int(next() % UInt64(limit)) : 0 }

    mutating func mutate(_ bytes: inout [UInt8]) {
        let place = below(bytes.count + 1)
        switch below(5) {
        case 0: bytes.insert(contentsOf: Self.parts[below(Self.parts.count)].utf8, at: place)
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + 1 + below(8)))
        case 2: if place < bytes.count { bytes[place] = UInt8(truncatingIfNeeded: next()) }
        case 3:
            bytes.insert(
                contentsOf: bytes[place..<min(bytes.count, place + below(40))], at: below(bytes.count + 1))
        default: bytes.insert(contentsOf: (0..<below(4)).map { _ in UInt8(ascii: " ") }, at: place)
        }
    }

    private static let parts = [
        "\"", "'", ":", ": ", " #", "- ", "\t", "[", "]", "{", "}", ",", "?", "&a ", "*a", "!!binary ",
        "!!int ", "|\n",
        ">-\n", "%", "@", "`", "\n", "\r\n", "~", "null", "\u{e9}", "\u{1f600}", "\u{2028}", "\\x00", "0x",
        "1e999", "_",
        "<<: ", "...\n", "---\n", "$private_ipv4", "\u{feff}", "rancher:\n", "services:\n", "yes",
        "2020-01-01", "\"\"",
    ]
}
