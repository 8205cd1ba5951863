/// Bytes with numbers in them, the lowest byte first. Nothing outside of them is ever read or written: what is not there
/// reads as 0.
struct LittleEndianBytes {
    private(set) var bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    func half(_ offset: Int) -> UInt16 { UInt16(truncatingIfNeeded: number(offset, 2)) }
    func word(_ offset: Int) -> UInt32 { UInt32(truncatingIfNeeded: number(offset, 4)) }
    func long(_ offset: Int) -> UInt64 { number(offset, 8) }

    mutating func setHalf(_ offset: Int, _ value: UInt16) { set(offset, UInt64(value), 2) }
    mutating func setWord(_ offset: Int, _ value: UInt32) { set(offset, UInt64(value), 4) }

    private func number(_ offset: Int, _ count: Int) -> UInt64 {
        guard offset >= 0, offset <= bytes.count - count else { return 0 }
        return (0..<count).reduce(0) { $0 | UInt64(bytes[offset + $1]) << (8 * UInt64($1)) }
    }

    private mutating func set(_ offset: Int, _ value: UInt64, _ count: Int) {
        guard offset >= 0, offset <= bytes.count - count else { return }
        for index in 0..<count {
            bytes[offset + index] = UInt8(truncatingIfNeeded: value >> (8 * UInt64(index)))
        }
    }
}
