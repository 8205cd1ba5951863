import Encodings
import Provisioning

/// How candiedyaml writes a value again and reads it into a typed field: RancherOS converts every configuration that
/// way, so that a field meets the text of the value, not the value.
enum CandiedText {
    /// The text of a scalar as it is written again; nil for a list or a map.
    static func written(_ value: CandiedValue) -> String? {
        switch value {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .int(let value): String(value)
        case .float(let value): float(value)
        case .time(let text), .string(let text): text
        case .bytes(let bytes): Base64.encode(bytes)
        case .list, .map: nil
        }
    }

    /// What an integer field makes of a text; nil where it refuses it.
    static func integer(_ text: String) -> Int64? {
        var body = text.filter { $0 != "_" }[...]
        let isNegative = body.hasPrefix("-")
        if isNegative || body.hasPrefix("+") { body = body.dropFirst() }
        guard let magnitude = GoYAMLNumber.unsigned(body) else { return nil }
        return GoYAMLNumber.signed(magnitude, isNegative: isNegative)
    }

    /// True for text that makes the integer parser look at the first byte of nothing: the program crashes.
    static func crashesInteger(_ text: String) -> Bool { text.utf8.allSatisfy { $0 == UInt8(ascii: "_") } }

    /// True where JSON writes the number without a fraction or an exponent and 64 bits hold it.
    static func isInteger(_ value: Double) -> Bool { value.rounded() == value && abs(value) < 0x1p63 }

    /// The first character that the writer cannot write as text: it takes the string for binary data and fails.
    ///
    /// Beyond the Basic Multilingual Plane lie emoji; of the controls only tab, line feed, carriage return and NEL pass.
    static func unprintable(_ text: String) -> Unicode.Scalar? {
        text.unicodeScalars.first { scalar in
            switch scalar.value {
            case 0x09, 0x0a, 0x0d, 0x20...0x7e, 0x85, 0xa0...0xd7ff, 0xe000...0xfffd: false
            default: true
            }
        }
    }

    /// What the writer's faulty escapes make of a character beyond ASCII: nil where the text cannot be read again, so
    /// that the whole file is dropped.
    ///
    /// The writer escapes every such character and gets hexadecimal digits wrong: 0, 1, 2 come out as 7, 8, 9, and 3 to
    /// 9 as punctuation (emitter.go, yaml_emitter_write_double_quoted_scalar). `ü` (FC) survives, `ä` (E4) does not.
    static func rewritten(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0..<0x80, 0x85, 0xa0, 0x2028, 0x2029: return scalar
        default: break
        }
        var value: UInt32 = 0
        for shift in scalar.value <= 0xff ? [4, 0] : [12, 8, 4, 0] {
            let digit = scalar.value >> UInt32(shift) & 15
            guard digit < 3 || digit > 9 else { return nil }
            value = value << 4 | (digit < 3 ? digit + 7 : digit)
        }
        return Unicode.Scalar(value)
    }

    /// Go's shortest `%g`: an exponent from 1e21 on is Go's default for printing, but strconv's own limit is 6 digits.
    private static func float(_ value: Double) -> String {
        if value.isNaN { return ".nan" }
        if value.isInfinite { return value < 0 ? "-.inf" : "+.inf" }
        if value == 0 { return value.sign == .minus ? "-0" : "0" }
        if value.rounded() == value, abs(value) < 1e6 { return String(Int64(value)) }
        if abs(value) >= 1e-4, abs(value) < 1e6 { return String(value) }
        return exponent(String(value))
    }

    /// `1234567.0` and `1e+20` as `1.234567e+06` and `1e+20`.
    private static func exponent(_ text: String) -> String {
        let isNegative = text.hasPrefix("-")
        let parts = (isNegative ? text.dropFirst() : text[...]).split(separator: "e", maxSplits: 1)
        let mantissa = parts[0].split(separator: ".", maxSplits: 1)
        let whole = String(mantissa[0])
        let fraction = mantissa.count > 1 && mantissa[1] != "0" ? String(mantissa[1]) : ""
        var digits = whole + fraction
        var point = whole.count + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
        while digits.count > 1, digits.hasPrefix("0") {
            digits.removeFirst()
            point -= 1
        }
        while digits.count > 1, digits.hasSuffix("0") { digits.removeLast() }
        let power = point - 1
        let size = String(abs(power))
        return (isNegative ? "-" : "") + digits.prefix(1) + (digits.count > 1 ? "." + digits.dropFirst() : "")
            + "e" + (power < 0 ? "-" : "+") + (size.count < 2 ? "0" : "") + size
    }
}
