/// Base64 (RFC 4648, 4), for everything that writes or reads it.
package enum Base64 {
    /// What is passed over between the digits.
    package enum Ignored: Sendable {
        case nothing
        /// Carriage returns and line feeds, as Go's `base64.StdEncoding` does.
        case lineEnds
        /// Blanks and tabs as well: what is left of a block in YAML.
        case whitespace

        fileprivate func holds(_ byte: UInt8) -> Bool {
            switch self {
            case .nothing: false
            case .lineEnds: byte == 0x0a || byte == 0x0d
            case .whitespace: byte == 0x20 || (0x09...0x0d).contains(byte)
            }
        }
    }

    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// The digits, padded, on one line.
    package static func encode(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        var group: UInt32 = 0
        var count = 0
        func put(_ wanted: Int, of group: UInt32) {
            for place in 0..<wanted { text.append(digits[Int(group >> (18 - 6 * UInt32(place)) & 0x3f)]) }
        }
        for byte in bytes {
            group = group << 8 | UInt32(byte)
            count += 1
            guard count == 3 else { continue }
            put(4, of: group)
            (group, count) = (0, 0)
        }
        if count > 0 {
            put(count + 1, of: group << (8 * UInt32(3 - count)))
            for _ in count..<3 { text.append(UInt8(ascii: "=")) }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes that digits stand for; nil unless they are whole groups of four, padded at the end and only there. Bits
    /// that padding leaves over may be anything, as for Go and OpenSSL.
    package static func decode(_ text: some Sequence<UInt8>, ignoring ignored: Ignored = .nothing) -> [UInt8]?
    {
        var result: [UInt8] = []
        var group: UInt32 = 0
        var count = 0
        var padding = 0
        for byte in text where !ignored.holds(byte) {
            if byte == UInt8(ascii: "=") {
                padding += 1
                guard count >= 2, count + padding <= 4 else { return nil }
                continue
            }
            guard padding == 0, let value = value(of: byte) else { return nil }
            group = group << 6 | value
            count += 1
            guard count == 4 else { continue }
            result.append(UInt8(truncatingIfNeeded: group >> 16))
            result.append(UInt8(truncatingIfNeeded: group >> 8))
            result.append(UInt8(truncatingIfNeeded: group))
            (group, count) = (0, 0)
        }
        guard count == 0 ? padding == 0 : count + padding == 4 else { return nil }
        if count == 2 { result.append(UInt8(truncatingIfNeeded: group >> 4)) }
        if count == 3 {
            result.append(UInt8(truncatingIfNeeded: group >> 10))
            result.append(UInt8(truncatingIfNeeded: group >> 2))
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
