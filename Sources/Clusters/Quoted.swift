/// Texts in quotes.
enum Quoted {
    /// A string that JSON (RFC 8259, 7), TOML (basic strings) and YAML (double-quoted) read alike.
    static func string(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default:
                if scalar.value < 0x20 || scalar.value == 0x7f {
                    let digits = String(scalar.value, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }

    static func array(_ texts: [String]) -> String {
        "[" + texts.map(string).joined(separator: ", ") + "]"
    }

    /// One word for a POSIX shell.
    static func shell(_ text: String) -> String {
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
                || "_-./:=@,+".unicodeScalars.contains(scalar)
        }
        return isPlain && !text.isEmpty ? text : "'" + text.replacing("'", with: "'\\''") + "'"
    }

    /// One word of a systemd unit's command line: `%` begins a specifier and `$` a variable there (systemd.service(5)).
    static func unit(_ text: String) -> String {
        let escaped = text.replacing("%", with: "%%").replacing("$", with: "$$")
        let isPlain = shell(text) == text
        return isPlain ? escaped : string(escaped)
    }
}
