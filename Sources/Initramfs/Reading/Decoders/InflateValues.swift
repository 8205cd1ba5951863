/// The constant tables of deflate (RFC 1951, sections 3.2.5 to 3.2.7), as entries of `HuffmanTable`.
final class InflateValues {
    /// For each symbol of the literal and length code its entry.
    let literals: UnsafeMutablePointer<UInt32>
    let distances: UnsafeMutablePointer<UInt32>
    let codeLengths: UnsafeMutablePointer<UInt32>

    let fixedLiteralLengths: [UInt8] =
        [UInt8](repeating: 8, count: 144) + [UInt8](repeating: 9, count: 112)
        + [UInt8](repeating: 7, count: 24)
        + [UInt8](repeating: 8, count: 8)
    let fixedDistanceLengths = [UInt8](repeating: 5, count: 32)

    /// In this order the lengths of the code-length code are stored.
    static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

    init() {
        literals = .allocate(capacity: 288)
        distances = .allocate(capacity: 32)
        codeLengths = .allocate(capacity: 19)
        for symbol in 0..<256 { literals[symbol] = HuffmanTable.literal | UInt32(symbol) << 16 }
        literals[256] = HuffmanTable.end
        var base: UInt32 = 3
        for symbol in 257..<285 {
            // Four symbols for each number of extra bits, from the ninth symbol on.
            let extra = symbol < 265 ? 0 : UInt32(symbol - 261) / 4
            literals[symbol] = base << 16 | extra << 8
            base += 1 << extra
        }
        literals[285] = 258 << 16
        literals[286] = HuffmanTable.invalid
        literals[287] = HuffmanTable.invalid
        base = 1
        for symbol in 0..<30 {
            let extra = symbol < 4 ? 0 : UInt32(symbol - 2) / 2
            distances[symbol] = base << 16 | extra << 8
            base += 1 << extra
        }
        distances[30] = HuffmanTable.invalid
        distances[31] = HuffmanTable.invalid
        for symbol in 0..<19 { codeLengths[symbol] = UInt32(symbol) << 16 }
    }

    deinit {
        literals.deallocate()
        distances.deallocate()
        codeLengths.deallocate()
    }
}
