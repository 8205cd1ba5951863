/// Numbers as Go's package strconv reads them.
package enum GoYAMLNumber {
    /// `strconv.ParseUint(text, 0, 64)`: `0x`, `0o`, `0b` and a leading `0` (octal) choose the base; no sign, no
    /// underscores (the YAML libraries take them out first).
    package static func unsigned(_ text: some StringProtocol) -> UInt64? {
        let bytes = Array(text.utf8)
        guard let first = bytes.first else { return nil }
        guard first == UInt8(ascii: "0"), bytes.count > 1 else { return digits(bytes[...], radix: 10) }
        switch bytes[1] | 0x20 {
        case UInt8(ascii: "x"): return digits(bytes[2...], radix: 16)
        case UInt8(ascii: "o"): return digits(bytes[2...], radix: 8)
        case UInt8(ascii: "b"): return digits(bytes[2...], radix: 2)
        default: return digits(bytes[1...], radix: 8)
        }
    }

    /// `strconv.ParseInt(text, 0, 64)`: the same with a sign.
    package static func signed(_ text: some StringProtocol) -> Int64? {
        let isNegative = text.hasPrefix("-")
        let body = isNegative || text.hasPrefix("+") ? text.dropFirst() : text[...]
        guard let value = unsigned(String(body)) else { return nil }
        return signed(value, isNegative: isNegative)
    }

    /// A magnitude with a sign, where 64 bits hold it.
    package static func signed(_ magnitude: UInt64, isNegative: Bool) -> Int64? {
        if isNegative {
            return magnitude <= 1 << 63 ? Int64(truncatingIfNeeded: 0 &- magnitude) : nil
        }
        return Int64(exactly: magnitude)
    }

    /// `strconv.ParseInt(text, 8, bits)`, as for permissions: a sign, then digits 0 to 7 and nothing else.
    package static func octal(_ text: String, bits: Int) -> Int64? {
        let isNegative = text.hasPrefix("-")
        let body = isNegative || text.hasPrefix("+") ? text.dropFirst() : text[...]
        guard let magnitude = digits(Array(body.utf8)[...], radix: 8),
            let value = signed(magnitude, isNegative: isNegative)
        else { return nil }
        let limit = Int64(1) << Int64(min(62, bits - 1))
        return value >= -limit && value < limit ? value : nil
    }

    /// `strconv.ParseFloat(text, 64)`: decimal and hexadecimal (with `p`) forms, `inf`, `infinity`, `nan` in any
    /// case, no underscores; nil out of range too.
    package static func float(_ text: some StringProtocol) -> Double? {
        let bytes = Array(text.utf8)
        var body = bytes[...]
        var isSigned = false
        if let first = body.first, first == UInt8(ascii: "+") || first == UInt8(ascii: "-") {
            isSigned = true
            body = body.dropFirst()
        }
        let isNegative = isSigned && bytes.first == UInt8(ascii: "-")
        switch String(decoding: body, as: UTF8.self).lowercased() {
        case "inf", "infinity": return isNegative ? -Double.infinity : .infinity
        case "nan": return isSigned ? nil : .nan
        default: break
        }
        guard isFloat(body), let value = Double(String(text)), value.isFinite else { return nil }
        return value
    }

    /// The grammar of a Go floating-point literal after its sign.
    private static func isFloat(_ bytes: ArraySlice<UInt8>) -> Bool {
        var rest = bytes
        let isHex =
            rest.count > 2 && rest.first == UInt8(ascii: "0") && rest[rest.startIndex + 1] | 0x20 == 0x78
        if isHex { rest = rest.dropFirst(2) }
        let isDigit: (UInt8) -> Bool = { isHex ? digit($0, radix: 16) != nil : digit($0, radix: 10) != nil }
        let whole = rest.prefix(while: isDigit)
        rest = rest.dropFirst(whole.count)
        var count = whole.count
        if rest.first == UInt8(ascii: ".") {
            let fraction = rest.dropFirst().prefix(while: isDigit)
            count += fraction.count
            rest = rest.dropFirst(1 + fraction.count)
        }
        guard count > 0 else { return false }
        let mark = isHex ? UInt8(ascii: "p") : UInt8(ascii: "e")
        guard let first = rest.first else { return !isHex }
        guard first | 0x20 == mark else { return false }
        rest = rest.dropFirst()
        if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
            rest = rest.dropFirst()
        }
        return !rest.isEmpty && rest.allSatisfy { digit($0, radix: 10) != nil }
    }

    private static func digits(_ bytes: ArraySlice<UInt8>, radix: UInt64) -> UInt64? {
        guard !bytes.isEmpty else { return nil }
        var value: UInt64 = 0
        for byte in bytes {
            guard let digit = digit(byte, radix: radix) else { return nil }
            let (product, isOver) = value.multipliedReportingOverflow(by: radix)
            let (sum, isOverToo) = product.addingReportingOverflow(digit)
            guard !isOver, !isOverToo else { return nil }
            value = sum
        }
        return value
    }

    private static func digit(_ byte: UInt8, radix: UInt64) -> UInt64? {
        let value: UInt64
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): value = UInt64(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): value = UInt64(byte - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): value = UInt64(byte - UInt8(ascii: "A")) + 10
        default: return nil
        }
        return value < radix ? value : nil
    }
}
