/// A generator with a seed, so that a failure can be repeated.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
        return value ^ value >> 31
    }

    /// The bytes with one to four of them changed, taken out or put in.
    mutating func damage(_ text: String) -> [UInt8] {
        var bytes = Array(text.utf8)
        let signs = Array(":-[]{}&*!|>'\"%@#\n\t 0~".utf8)
        for _ in 0..<Int(next() % 4) + 1 where !bytes.isEmpty {
            let index = Int(next() % UInt64(bytes.count))
            switch next() % 3 {
            case 0: bytes[index] = UInt8(truncatingIfNeeded: next())
            case 1: bytes.remove(at: index)
            default: bytes.insert(signs[Int(next() % UInt64(signs.count))], at: index)
            }
        }
        return bytes
    }
}
