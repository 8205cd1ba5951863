/// Names that nobody has yet. They are for temporary files and never reach an output.
enum RandomName {
    /// Sixteen hexadecimal digits from the system's random number generator.
    static func make() -> String {
        let value = UInt64.random(in: 0...UInt64.max)
        return Hexadecimal.text(
            stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: value >> UInt64($0)) })
    }
}
