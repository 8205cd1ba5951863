/// Writes what `LineParser` reads.
enum LineText {
    /// `key = "text"` and a line feed.
    static func line(_ key: String, _ text: String) -> String { "\(key) = \(quoted(text))\n" }

    /// `key = "text"` and a line feed; nothing where there is no text.
    static func line(_ key: String, _ text: String?) -> String { text.map { line(key, $0) } ?? "" }

    /// `key = 1` and a line feed; nothing where there is no number.
    static func line(_ key: String, _ number: Int64?) -> String { number.map { "\(key) = \($0)\n" } ?? "" }

    /// A basic string of TOML 1.0.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7f:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
