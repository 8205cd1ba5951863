extension KeyLocator {
    /// The string here, of any of the four kinds, decoded.
    mutating func string() throws(Diagnostic) -> String {
        guard let quote = cursor.byte else { throw fault() }
        let isLiteral = quote == UInt8(ascii: "'")
        let isLong = cursor.byte(ahead: 1) == quote && cursor.byte(ahead: 2) == quote
        cursor.advance(by: isLong ? 3 : 1)
        if isLong { skipLineEnd() }
        var text: [UInt8] = []
        while let byte = cursor.byte {
            if byte == quote {
                guard isLong else {
                    cursor.advance()
                    return String(decoding: text, as: UTF8.self)
                }
                // Up to two quotes may stand before the closing three (TOML 1.0, "String").
                let run = cursor.take { $0 == quote }
                if run.count >= 3 {
                    text.append(contentsOf: run.dropLast(3))
                    return String(decoding: text, as: UTF8.self)
                }
                text.append(contentsOf: run)
            } else if byte == UInt8(ascii: "\\"), !isLiteral {
                try escape(into: &text)
            } else if byte == UInt8(ascii: "\r"), cursor.byte(ahead: 1) == UInt8(ascii: "\n") {
                // A line end within a string may be normalised (TOML 1.0): the image must not depend on how the
                // recipe was checked out.
                cursor.advance()
            } else {
                text.append(byte)
                cursor.advance()
            }
        }
        throw fault()
    }

    /// `\n`, `\u00E9`, or a backslash at the end of a line, which takes the blanks and lines after it away.
    private mutating func escape(into text: inout [UInt8]) throws(Diagnostic) {
        cursor.advance()
        guard let letter = cursor.byte else { throw fault() }
        switch letter {
        case UInt8(ascii: "u"): return try scalar(digits: 4, into: &text)
        case UInt8(ascii: "U"): return try scalar(digits: 8, into: &text)
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"):
            _ = cursor.take { [0x20, 0x09, 0x0d, 0x0a].contains($0) }
            return
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "n"): text.append(0x0a)
        case UInt8(ascii: "f"): text.append(0x0c)
        case UInt8(ascii: "r"): text.append(0x0d)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): text.append(letter)
        default: throw fault()
        }
        cursor.advance()
    }

    private mutating func scalar(digits: Int, into text: inout [UInt8]) throws(Diagnostic) {
        cursor.advance()
        let start = cursor.offset
        cursor.advance(by: digits)
        let hexadecimal = String(decoding: cursor.bytes(since: start), as: UTF8.self)
        guard let value = UInt32(hexadecimal, radix: 16), let scalar = Unicode.Scalar(value) else {
            throw fault()
        }
        text.append(contentsOf: Array(String(Character(scalar)).utf8))
    }

    /// The line end right behind the opening quotes is not part of the string (TOML 1.0).
    private mutating func skipLineEnd() {
        if cursor.isAt("\r\n") {
            cursor.advance(by: 2)
        } else if cursor.byte == UInt8(ascii: "\n") {
            cursor.advance()
        }
    }
}
