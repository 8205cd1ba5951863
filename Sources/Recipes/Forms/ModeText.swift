/// Permission bits as people write them.
enum ModeText {
    /// The schema's pattern.
    static let pattern = "^[0-7]{3,4}$"

    /// Three or four octal digits; nil otherwise.
    static func value(of text: String) -> UInt32? {
        let digits = Array(text.utf8)
        guard (3...4).contains(digits.count), digits.allSatisfy({ (0x30...0x37).contains($0) }) else {
            return nil
        }
        return UInt32(text, radix: 8)
    }

    /// What somebody meant who wrote a number: `"0644"` for 644 and for 0o644; nil where that is a guess.
    static func quoted(from number: String) -> String? {
        let digits = number.hasPrefix("0o") ? String(number.dropFirst(2)) : number
        guard value(of: digits) != nil else { return nil }
        return "\"" + (digits.utf8.count == 3 ? "0" : "") + digits + "\""
    }
}
