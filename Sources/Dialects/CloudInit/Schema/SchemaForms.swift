import Provisioning

/// The keywords of JSON Schema that look into scalars.
enum SchemaForms {
    static func problems(_ place: SchemaValidator.Place, _ schema: JSONSchema) -> [SchemaProblem] {
        var found: [SchemaProblem] = []
        if let least = schema.minimum {
            switch place.value.content {
            case .int(let value) where Double(value) < least: found.append(place.problem(.tooSmall(least)))
            case .float(let value) where value < least: found.append(place.problem(.tooSmall(least)))
            default: break
            }
        }
        if let pattern = schema.pattern {
            switch place.value.content {
            case .string(let text):
                if !matches(text, pattern) { found.append(place.problem(.pattern(pattern))) }
            // re.search() takes no bytes for a pattern that is text.
            case .bytes: found.append(place.problem(.crash("binary data is compared with a pattern")))
            default: break
            }
        }
        // Of the formats of the schema, jsonschema checks this one only; the others need Python packages that Debian's
        // cloud-init does not ask for.
        if schema.format == "date", let text = place.value.text, !isDate(text) {
            found.append(place.problem(.format("date")))
        }
        return found
    }

    /// Python's `re.search`.
    static func matches(_ text: String, _ pattern: String) -> Bool {
        // The patterns of most keys, which take anything but an empty text or one that begins with a line break.
        if pattern == "^.+$" {
            return text.utf8.first.map { $0 != UInt8(ascii: "\n") } ?? false && isOneLine(text)
        }
        if pattern == "^.*$" { return isOneLine(text) }
        guard let regex = try? Regex(pattern).matchingSemantics(.unicodeScalar) else { return false }
        // `$` also stands before a line break at the end.
        let line = text.hasSuffix("\n") ? String(text.unicodeScalars.dropLast()) : text
        return line.firstMatch(of: regex) != nil || text.firstMatch(of: regex) != nil
    }

    /// True where `.` takes everything but a line break at the end.
    private static func isOneLine(_ text: String) -> Bool {
        guard let index = text.utf8.firstIndex(of: UInt8(ascii: "\n")) else { return true }
        return text.utf8.index(after: index) == text.utf8.endIndex
    }

    /// Python 3.11's `datetime.date.fromisoformat`: 2024-02-29, 20240229, 2024-W09-4, 2024W094, 2024-W09, 2024W09.
    private static func isDate(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard [7, 8, 10].contains(bytes.count), bytes.allSatisfy({ $0 < 0x80 }) else { return false }
        func number(_ range: Range<Int>) -> Int? {
            let digits = bytes[range]
            guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }
        guard let year = number(0..<4), year >= 1 else { return false }
        let isDashed = bytes[4] == UInt8(ascii: "-")
        let start = isDashed ? 5 : 4
        if bytes[start] == UInt8(ascii: "W") {
            guard start + 3 <= bytes.count, let week = number((start + 1)..<(start + 3)),
                (1...53).contains(week)
            else {
                return false
            }
            if week == 53, !has53Weeks(year) { return false }
            let rest = bytes[(start + 3)...]
            if rest.isEmpty { return true }
            guard rest.count == (isDashed ? 2 : 1), !isDashed || rest.first == UInt8(ascii: "-"),
                let day = rest.last
            else { return false }
            return (0x31...0x37).contains(day)
        }
        guard bytes.count == (isDashed ? 10 : 8), !isDashed || bytes[7] == UInt8(ascii: "-"),
            let month = number(start..<(start + 2)), let day = number((bytes.count - 2)..<bytes.count)
        else { return false }
        return PyYAML.isDate(year: year, month: month, day: day)
    }

    /// ISO 8601: a year whose first or last day is a Thursday.
    private static func has53Weeks(_ year: Int) -> Bool {
        func weekday(_ year: Int) -> Int { (year + year / 4 - year / 100 + year / 400) % 7 }
        return weekday(year) == 4 || weekday(year - 1) == 3
    }
}
