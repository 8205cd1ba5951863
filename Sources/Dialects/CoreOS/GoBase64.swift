/// Base64 as Go's `base64.StdEncoding` decodes it: padding is required, line ends are skipped, nothing else
/// is.
enum GoBase64 {
    /// nil where it is an error.
    static func decode(_ text: [UInt8]) -> [UInt8]? {
        var result: [UInt8] = []
        var quantum: UInt32 = 0
        var count = 0
        var padding = 0
        for byte in text where byte != 0x0a && byte != 0x0d {
            if byte == UInt8(ascii: "=") {
                padding += 1
                guard count >= 2, count + padding <= 4 else { return nil }
                continue
            }
            guard padding == 0, let value = value(of: byte) else { return nil }
            quantum = quantum << 6 | value
            count += 1
            if count == 4 {
                result += [
                    UInt8(truncatingIfNeeded: quantum >> 16), UInt8(truncatingIfNeeded: quantum >> 8),
                    UInt8(truncatingIfNeeded: quantum),
                ]
                (quantum, count) = (0, 0)
            }
        }
        guard count == 0 ? padding == 0 : count + padding == 4 else { return nil }
        if count == 2 { result.append(UInt8(truncatingIfNeeded: quantum >> 4)) }
        if count == 3 {
            result += [UInt8(truncatingIfNeeded: quantum >> 10), UInt8(truncatingIfNeeded: quantum >> 2)]
        }
        return result
    }

    private static func value(of byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
