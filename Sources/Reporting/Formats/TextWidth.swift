/// How many columns of a terminal a text takes.
enum TextWidth {
    static func columns(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + columns($1) }
    }

    private static func columns(_ scalar: Unicode.Scalar) -> Int {
        if scalar.isASCII { return 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return 0
        default: break
        }
        switch scalar.value {
        // Ranges of East Asian wide and fullwidth characters and of emoji (Unicode UAX 11, W and F).
        case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0xa4cf, 0xac00...0xd7a3, 0xf900...0xfaff,
            0xfe30...0xfe6f,
            0xff00...0xff60, 0xffe0...0xffe6, 0x1f300...0x1f64f, 0x1f900...0x1f9ff, 0x20000...0x3fffd:
            return 2
        default: return 1
        }
    }

    /// The text in at most `limit` columns; `…` stands for what is left out. Of a path the end is kept, as it says most,
    /// of other texts the start.
    static func shortened(_ text: String, to limit: Int) -> String {
        guard columns(text) > limit else { return text }
        let isPath = text.hasPrefix("/")
        let scalars = isPath ? Array(text.unicodeScalars.reversed()) : Array(text.unicodeScalars)
        var kept = String.UnicodeScalarView()
        var used = 1
        for scalar in scalars {
            used += columns(scalar)
            if used > limit { break }
            kept.append(scalar)
        }
        if isPath { return "…" + String(String.UnicodeScalarView(kept.reversed())) }
        return String(kept) + "…"
    }

    /// The text in lines of at most `limit` columns, parted at blanks.
    static func wrapped(_ text: String, to limit: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, columns(line) + 1 + columns(String(word)) > limit {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        return line.isEmpty && !lines.isEmpty ? lines : lines + [line]
    }
}
