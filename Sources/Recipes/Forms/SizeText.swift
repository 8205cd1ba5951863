/// Sizes in bytes: `120MiB`, `500MB`.
enum SizeText {
    /// IEC 80000-13 and SI.
    static let units: [(name: String, bytes: UInt64)] = [
        ("B", 1),
        ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30), ("TiB", 1 << 40),
        ("kB", 1000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000),
    ]

    /// The schema's pattern.
    static let pattern = "^[0-9]+(" + units.map(\.name).joined(separator: "|") + ")$"

    /// Nil where it is no size, is 0 or does not fit in 64 bits.
    static func value(of text: String) -> UInt64? {
        let digits = text.utf8.prefix(while: WordText.isDigit)
        let unit = Array(text.utf8.dropFirst(digits.count))
        guard let count = UInt64(Substring(digits)), count > 0,
            let factor = units.first(where: { Array($0.name.utf8) == unit })?.bytes
        else { return nil }
        let (bytes, overflow) = count.multipliedReportingOverflow(by: factor)
        return overflow ? nil : bytes
    }
}
