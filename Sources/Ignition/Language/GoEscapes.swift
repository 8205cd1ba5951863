/// Percent escapes of addresses as Go's net/url takes them back.
enum GoEscapes {
    /// The part of an address that a text is; each has its own rules.
    enum Part {
        case path
        case fragment
        case query
        case userInfo
        case host
        /// The zone of an IPv6 address.
        case zone
    }

    /// The bytes meant; nil where an escape is broken or a byte is not allowed.
    static func unescape(_ text: ArraySlice<UInt8>, _ part: Part) -> [UInt8]? {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var index = text.startIndex
        while index < text.endIndex {
            let byte = text[index]
            guard byte == UInt8(ascii: "%") else {
                if part == .host || part == .zone, byte < 0x80, !isHostByte(byte) { return nil }
                result.append(part == .query && byte == UInt8(ascii: "+") ? 0x20 : byte)
                index += 1
                continue
            }
            guard index + 2 < text.endIndex, let high = value(text[index + 1]),
                let low = value(text[index + 2])
            else { return nil }
            let escaped = high << 4 | low
            // In a host only bytes beyond ASCII may be escaped, and the percent sign before a zone.
            if part == .host, high < 8, escaped != UInt8(ascii: "%") { return nil }
            if part == .zone, escaped != UInt8(ascii: "%"), escaped != 0x20, !isHostByte(escaped) {
                return nil
            }
            result.append(escaped)
            index += 3
        }
        return result
    }

    /// The value of a hexadecimal digit.
    static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// A byte that a host may hold as it is.
    private static func isHostByte(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || "-_.~!$&'()*+,;=:[]<>\"".utf8.contains(byte)
    }

    static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
    }
}
