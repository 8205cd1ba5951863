/// The regular expressions of PyYAML's resolver for numbers, by hand.
enum PyYAMLPattern {
    /// `[-+]?0b[0-1_]+ | [-+]?0[0-7_]+ | [-+]?(?:0|[1-9][0-9_]*) | [-+]?0x[0-9a-fA-F_]+
    /// | [-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+`
    static func isInt(_ text: String) -> Bool {
        var rest = Array(text.utf8)[...]
        sign(&rest)
        guard let first = rest.popFirst(), PyYAML.isDigit(first) else { return false }
        if first == 0x30 {
            guard let second = rest.first else { return true }
            switch second {
            case UInt8(ascii: "b"):
                return rest.count > 1 && rest.dropFirst().allSatisfy { isDigitBelow($0, 2) }
            case UInt8(ascii: "x"): return rest.count > 1 && rest.dropFirst().allSatisfy(isHexadecimal)
            default: return rest.allSatisfy { isDigitBelow($0, 8) }
            }
        }
        rest = rest.drop { isDigitBelow($0, 10) }
        return rest.isEmpty || isSexagesimal(rest)
    }

    /// `[-+]?(?:[0-9][0-9_]*)\.[0-9_]*(?:[eE][-+][0-9]+)? | \.[0-9][0-9_]*(?:[eE][-+][0-9]+)?
    /// | [-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]* | [-+]?\.(?:inf|Inf|INF) | \.(?:nan|NaN|NAN)`
    static func isFloat(_ text: String) -> Bool {
        if [".nan", ".NaN", ".NAN"].contains(text) { return true }
        var rest = Array(text.utf8)[...]
        let isSigned = sign(&rest)
        if [".inf", ".Inf", ".INF"].contains(where: { $0.utf8.elementsEqual(rest) }) { return true }
        let whole = rest.prefix { isDigitBelow($0, 10) }
        rest = rest.dropFirst(whole.count)
        if whole.isEmpty {
            guard !isSigned, rest.popFirst() == dot, let digit = rest.first, PyYAML.isDigit(digit) else {
                return false
            }
            rest = rest.drop { isDigitBelow($0, 10) }
            return rest.isEmpty || isExponent(rest)
        }
        guard let digit = whole.first, PyYAML.isDigit(digit), let mark = rest.firstIndex(of: dot) else {
            return false
        }
        let before = rest[..<mark]
        let after = rest[(mark + 1)...].drop { isDigitBelow($0, 10) }
        if before.isEmpty { return after.isEmpty || isExponent(after) }
        return after.isEmpty && isSexagesimal(before)
    }

    private static let dot = UInt8(ascii: ".")

    @discardableResult
    private static func sign(_ rest: inout ArraySlice<UInt8>) -> Bool {
        guard rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") else { return false }
        rest.removeFirst()
        return true
    }

    /// `(?::[0-5]?[0-9])+`
    private static func isSexagesimal(_ text: ArraySlice<UInt8>) -> Bool {
        guard text.first == UInt8(ascii: ":") else { return false }
        return text.dropFirst().split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
            .allSatisfy {
                $0.allSatisfy(PyYAML.isDigit)
                    && ($0.count == 1 || $0.count == 2 && $0.first.map { $0 < UInt8(ascii: "6") } == true)
            }
    }

    /// `[eE][-+][0-9]+`
    private static func isExponent(_ text: ArraySlice<UInt8>) -> Bool {
        guard text.count > 2, let letter = text.first, letter | 0x20 == UInt8(ascii: "e") else {
            return false
        }
        let sign = text[text.startIndex + 1]
        return (sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+"))
            && text.dropFirst(2).allSatisfy(PyYAML.isDigit)
    }

    /// A digit, or the underscore that YAML 1.1 lets stand between digits.
    private static func isDigitBelow(_ byte: UInt8, _ radix: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || (byte >= 0x30 && byte < 0x30 + radix)
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        isDigitBelow(byte, 10) || (0x61...0x66).contains(byte | 0x20)
    }
}
