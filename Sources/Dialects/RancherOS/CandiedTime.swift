/// The timestamps of YAML 1.1, as candiedyaml recognises them.
enum CandiedTime {
    /// A timestamp in the form in which Go writes it (RFC 3339); nil for any other text.
    static func rfc3339(_ text: String) -> String? {
        var rest = Array(text.utf8)[...]
        guard let year = number(&rest, 4...4), take(&rest, "-"), let month = number(&rest, 1...2),
            take(&rest, "-"),
            let day = number(&rest, 1...2)
        else { return nil }
        let date = pad(year, 4) + "-" + pad(month, 2) + "-" + pad(day, 2)
        if rest.isEmpty { return date + "T00:00:00Z" }
        if rest.first == UInt8(ascii: "T") || rest.first == UInt8(ascii: "t") {
            rest = rest.dropFirst()
        } else {
            guard skipBlanks(&rest) > 0 else { return nil }
        }
        guard let hour = number(&rest, 1...2), take(&rest, ":"), let minute = number(&rest, 2...2),
            take(&rest, ":"),
            let second = number(&rest, 2...2)
        else { return nil }
        if take(&rest, ".") { rest = rest.drop { (0x30...0x39).contains($0) } }
        let time = date + "T" + pad(hour, 2) + ":" + pad(minute, 2) + ":" + pad(second, 2)
        _ = skipBlanks(&rest)
        if rest.isEmpty { return time + "Z" }
        if take(&rest, "Z") { return rest.isEmpty ? time + "Z" : nil }
        guard let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else {
            return nil
        }
        rest = rest.dropFirst()
        guard let hours = number(&rest, 1...2) else { return nil }
        var minutes = 0
        if take(&rest, ":") { minutes = number(&rest, 2...2) ?? 0 }
        guard rest.isEmpty else { return nil }
        if hours == 0, minutes == 0 { return time + "Z" }
        return time + (sign == UInt8(ascii: "+") ? "+" : "-") + pad(hours, 2) + ":" + pad(minutes, 2)
    }

    private static func take(_ rest: inout ArraySlice<UInt8>, _ character: Character) -> Bool {
        guard let first = rest.first, first == character.asciiValue else { return false }
        rest = rest.dropFirst()
        return true
    }

    private static func skipBlanks(_ rest: inout ArraySlice<UInt8>) -> Int {
        let blanks = rest.prefix { $0 == 0x20 || $0 == 0x09 }.count
        rest = rest.dropFirst(blanks)
        return blanks
    }

    private static func number(_ rest: inout ArraySlice<UInt8>, _ width: ClosedRange<Int>) -> Int? {
        let digits = rest.prefix(width.upperBound).prefix { (0x30...0x39).contains($0) }
        guard width.contains(digits.count) else { return nil }
        rest = rest.dropFirst(digits.count)
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    private static func pad(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
