/// Sizes, times and durations as the libraries of ct read them.
enum LegacyUnits {
    /// A number of bytes: numbers with B, KiB or KB (both 1024) and so on, added up; nil where it is none.
    static func bytes(_ text: String) -> Int? {
        var units: [String: Double] = ["B": 1]
        for (index, letter) in ["K", "M", "G", "T", "P", "E"].enumerated() {
            var factor = 1024.0
            for _ in 0..<index { factor *= 1024 }
            units[letter + "iB"] = factor
        }
        var short: [String: Double] = ["B": 1]
        for (unit, factor) in units where unit.hasSuffix("iB") { short[unit.prefix(1) + "B"] = factor }
        guard let value = sum(text, units) ?? sum(text, short) else { return nil }
        return Int(exactly: value.rounded(.towardZero))
    }

    /// True for a duration of Go: 1h30m, 90s.
    static func isDuration(_ text: String) -> Bool {
        let names = ["ns", "us", "\u{b5}s", "\u{3bc}s", "ms", "s", "m", "h"]
        return sum(text, Dictionary(uniqueKeysWithValues: names.map { ($0, 1.0) })) != nil
    }

    /// True for a time of the day: hours of one or two digits, minutes of two.
    static func isTime(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2 else { return false }
        guard parts.joined().allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return false
        }
        let (hour, minute) = (Int(String(parts[0]) ?? "") ?? 99, Int(String(parts[1]) ?? "") ?? 99)
        return hour < 24 && minute < 60
    }

    /// `[-+]?([0-9]*(\.[0-9]*)?UNIT)+`
    private static func sum(_ text: String, _ units: [String: Double]) -> Double? {
        var rest = text[...]
        var sign = 1.0
        if let first = rest.first, first == "-" || first == "+" {
            sign = first == "-" ? -1 : 1
            rest = rest.dropFirst()
        }
        if rest == "0" { return 0 }
        if rest.isEmpty { return nil }
        var total = 0.0
        while !rest.isEmpty {
            let number = rest.prefix { ("0"..."9").contains($0) || $0 == "." }
            guard number.utf8.contains(where: { $0 != UInt8(ascii: ".") }),
                number.filter({ $0 == "." }).count <= 1, number.utf8.count <= 18,
                let value = Double(
                    number.hasPrefix(".") ? "0\(number)" : number.hasSuffix(".") ? "\(number)0" : "\(number)")
            else { return nil }
            rest = rest.dropFirst(number.count)
            let unit = rest.prefix { !("0"..."9").contains($0) && $0 != "." }
            guard let factor = units[String(unit)] else { return nil }
            rest = rest.dropFirst(unit.count)
            total += value * factor
        }
        return sign * total
    }
}
