/// How PyYAML resolves plain scalars: YAML 1.1 with the patterns of PyYAML 6.0's `yaml/resolver.py`, converted as its
/// `yaml/constructor.py` does (SafeConstructor).
package enum PyYAML {
    /// The value of a scalar that was written without quotes and without a tag.
    package static func resolve(_ text: String) -> PyYAMLScalar {
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON": return .bool(true)
        case "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF": return .bool(false)
        case "<<": return .merge
        case "=": return .value
        default: break
        }
        guard let first = text.utf8.first, isDigit(first) || first == 0x2b || first == 0x2d || first == 0x2e
        else {
            return .string(text)
        }
        // The order is that of the resolvers: float, int, timestamp.
        if PyYAMLPattern.isFloat(text) { return float(text) }
        if PyYAMLPattern.isInt(text) { return int(text) }
        if let date = PyYAMLDate(resolving: text) { return date.isValid ? .date(text) : .failure(dateFault) }
        return .string(text)
    }

    static let dateFault = "Python refuses it: there is no such date or time"

    /// SafeConstructor's `construct_yaml_int`.
    static func int(_ text: String) -> PyYAMLScalar {
        var digits = text.filter { $0 != "_" }[...]
        let isNegative = digits.hasPrefix("-")
        if digits.hasPrefix("-") || digits.hasPrefix("+") { digits = digits.dropFirst() }
        if digits == "0" { return .int(0) }
        let magnitude: Int?
        if digits.hasPrefix("0b") {
            magnitude = number(digits.dropFirst(2), radix: 2)
        } else if digits.hasPrefix("0x") {
            magnitude = number(digits.dropFirst(2), radix: 16)
        } else if digits.hasPrefix("0") {
            magnitude = number(digits, radix: 8)
        } else if digits.contains(":") {
            magnitude = sexagesimal(digits)
        } else {
            magnitude = number(digits, radix: 10)
        }
        guard let magnitude else { return .failure("Python cannot convert it to an integer") }
        return .int(isNegative ? -magnitude : magnitude)
    }

    /// SafeConstructor's `construct_yaml_float`.
    static func float(_ text: String) -> PyYAMLScalar {
        var digits = text.filter { $0 != "_" }.lowercased()[...]
        let sign: Double = digits.hasPrefix("-") ? -1 : 1
        if digits.hasPrefix("-") || digits.hasPrefix("+") { digits = digits.dropFirst() }
        if digits == ".inf" { return .float(sign * .infinity) }
        if digits == ".nan" { return .float(.nan) }
        var sum = 0.0
        for part in digits.split(separator: ":", omittingEmptySubsequences: false) {
            guard let value = decimal(part) else { return .failure("Python cannot convert it to a number") }
            sum = sum * 60 + value
        }
        return .float(sign * sum)
    }

    /// Python's float() of digits with a dot at either end, which Swift's takes only with digits on both sides.
    private static func decimal(_ part: Substring) -> Double? {
        var text = String(part)
        if text.hasPrefix(".") { text = "0" + text }
        if let dot = text.firstIndex(of: ".") {
            let after = text.index(after: dot)
            if after == text.endIndex || !isDigit(text.utf8[after]) { text.insert("0", at: after) }
        }
        return Double(text)
    }

    private static func sexagesimal(_ digits: Substring) -> Int? {
        var sum = 0
        for part in digits.split(separator: ":", omittingEmptySubsequences: false) {
            guard let value = number(part, radix: 10) else { return nil }
            let (product, overflow) = sum.multipliedReportingOverflow(by: 60)
            let (total, again) = product.addingReportingOverflow(value)
            sum = overflow || again ? Int.max : total
        }
        return sum
    }

    /// Digits of a radix; nil where Python's int() raises ValueError.
    private static func number(_ digits: Substring, radix: Int) -> Int? {
        guard !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.hexDigitValue ?? 99 < radix }) else {
            return nil
        }
        return Int(digits, radix: radix) ?? Int.max
    }

    /// True for a day of the calendar that Python's datetime has.
    package static func isDate(year: Int, month: Int, day: Int) -> Bool {
        PyYAMLDate.isDate(year: year, month: month, day: day)
    }

    /// True for text that Python's `base64` decodes, which passes over other characters.
    package static func isBase64(_ text: String) -> Bool { PyYAMLTag.isBase64(text) }

    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
