/// Numbers as the kernel reads them from its command line.
enum KernelNumber {
    /// lib/cmdline.c `memparse`: decimal, 0x hexadecimal or 0 octal, and a suffix K, M, G, T, P or E of
    /// powers of 1,024. Gives the number and what follows it; nil where no digit comes first. Saturates.
    static func memparse(_ text: some StringProtocol) -> (UInt64, String)? {
        var rest = Substring(text)
        var radix: UInt64 = 10
        if rest.hasPrefix("0x") || rest.hasPrefix("0X") {
            radix = 16
            rest = rest.dropFirst(2)
        } else if rest.hasPrefix("0") {
            radix = 8
        }
        var value: UInt64 = 0
        var digits = 0
        while let first = rest.first, first.isASCII, let digit = first.hexDigitValue, digit < Int(radix) {
            value = value.saturatingMultiply(radix)
            let (sum, overflow) = value.addingReportingOverflow(UInt64(digit))
            value = overflow ? .max : sum
            digits += 1
            rest = rest.dropFirst()
        }
        if digits == 0 { return nil }
        if let suffix = rest.first, let power = "KMGTPE".firstIndex(of: Character(suffix.uppercased())) {
            let exponent = "KMGTPE".distance(from: "KMGTPE".startIndex, to: power) + 1
            value = value.saturatingMultiply(1 << UInt64(10 * exponent))
            rest = rest.dropFirst()
        }
        return (value, String(rest))
    }

    /// lib/kstrtox.c `kstrtobool`; nil where it is neither.
    static func bool(_ text: some StringProtocol) -> Bool? {
        let lower = Array(text.lowercased().unicodeScalars)
        switch lower.first {
        case "y", "t", "1": return true
        case "n", "f", "0": return false
        case "o":
            guard lower.count > 1 else { return nil }
            return lower[1] == "n" ? true : lower[1] == "f" ? false : nil
        default: return nil
        }
    }
}

extension UInt64 {
    /// The product, or the largest number where it does not fit.
    func saturatingMultiply(_ other: UInt64) -> UInt64 {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        return overflow ? .max : product
    }
}
