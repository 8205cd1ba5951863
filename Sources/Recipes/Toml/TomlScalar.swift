/// Numbers, booleans and dates of TOML 1.0, to the letter of its grammar (toml.abnf).
enum TomlScalar {
    /// The value of a scalar as written; nil where it is none, or an integer beyond 64 bits.
    static func value(of text: String) -> Node.Value? {
        switch text {
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        case "inf", "+inf": return .float(.infinity)
        case "-inf": return .float(-.infinity)
        case "nan", "+nan", "-nan": return .float(.nan)
        default: break
        }
        let bytes = Array(text.utf8)[...]
        if isDate(bytes) { return .date(text) }
        let plain = String(decoding: bytes.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
        if isDecimal(bytes) { return Int64(plain).map(Node.Value.integer) }
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where text.hasPrefix(prefix) {
            let digits = bytes.dropFirst(2)
            guard !digits.isEmpty,
                digits.allSatisfy({ isDigit($0, radix: radix) || $0 == UInt8(ascii: "_") }),
                isSpaced(digits)
            else { return nil }
            return Int64(plain.dropFirst(2), radix: radix).map(Node.Value.integer)
        }
        return isFloat(bytes) ? Double(plain).map(Node.Value.float) : nil
    }

    /// Whether it would be a number without the zeros it begins with: `0644`.
    static func hasLeadingZero(_ text: String) -> Bool {
        let digits = unsigned(Array(text.utf8)[...])
        return digits.count > 1 && digits.first == UInt8(ascii: "0") && digits.allSatisfy(WordText.isDigit)
    }

    /// Whether it is an integer, of any size.
    static func isInteger(_ text: String) -> Bool { isDecimal(Array(text.utf8)[...]) }

    private static func unsigned(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        text.first == UInt8(ascii: "+") || text.first == UInt8(ascii: "-") ? text.dropFirst() : text
    }

    /// `+99`, `1_000`: no zero before other digits.
    private static func isDecimal(_ text: ArraySlice<UInt8>) -> Bool {
        let digits = unsigned(text)
        return isDigits(digits) && (digits.count == 1 || digits.first != UInt8(ascii: "0"))
    }

    /// `1.0`, `1e5`, `-0.5E-3`.
    private static func isFloat(_ text: ArraySlice<UInt8>) -> Bool {
        var rest = text
        if let mark = rest.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) {
            guard isDigits(unsigned(rest[(mark + 1)...])) else { return false }
            rest = rest[..<mark]
        }
        if let point = rest.firstIndex(of: UInt8(ascii: ".")) {
            guard isDigits(rest[(point + 1)...]) else { return false }
            rest = rest[..<point]
        }
        return isDecimal(rest)
    }

    /// Digits with single underscores between them.
    private static func isDigits(_ text: ArraySlice<UInt8>) -> Bool {
        !text.isEmpty && text.allSatisfy { WordText.isDigit($0) || $0 == UInt8(ascii: "_") } && isSpaced(text)
    }

    private static func isSpaced(_ text: ArraySlice<UInt8>) -> Bool {
        !text.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false).contains(where: \.isEmpty)
    }

    private static func isDigit(_ byte: UInt8, radix: Int) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte - UInt8(ascii: "0")) < radix
        case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"): radix == 16
        default: false
        }
    }

    /// A date, a time of day or both, by their shape: `1979-05-27`, `07:32:00.5`, `1979-05-27 07:32:00+01:00`.
    private static func isDate(_ text: ArraySlice<UInt8>) -> Bool {
        if isCalendarDate(text.prefix(10)) {
            let rest = text.dropFirst(10)
            guard let separator = rest.first else { return true }
            return "Tt ".utf8.contains(separator) && isTime(rest.dropFirst(), allowsOffset: true)
        }
        return isTime(text, allowsOffset: false)
    }

    /// Whether the bytes have the shape of `1979-05-27`.
    static func isCalendarDate(_ text: ArraySlice<UInt8>) -> Bool { hasShape(text, "0000-00-00") }

    private static func isTime(_ text: ArraySlice<UInt8>, allowsOffset: Bool) -> Bool {
        guard hasShape(text.prefix(8), "00:00:00") else { return false }
        var rest = text.dropFirst(8)
        if rest.first == UInt8(ascii: ".") {
            let digits = rest.dropFirst().prefix(while: WordText.isDigit)
            guard !digits.isEmpty else { return false }
            rest = rest[digits.endIndex...]
        }
        if rest.isEmpty { return true }
        guard allowsOffset else { return false }
        return rest.elementsEqual([UInt8(ascii: "Z")]) || rest.elementsEqual([UInt8(ascii: "z")])
            || hasShape(rest, "+00:00") || hasShape(rest, "-00:00")
    }

    /// The same length, a digit for each 0, the same character elsewhere.
    private static func hasShape(_ text: ArraySlice<UInt8>, _ shape: String) -> Bool {
        text.elementsEqual(shape.utf8) { $1 == UInt8(ascii: "0") ? WordText.isDigit($0) : $0 == $1 }
    }
}
