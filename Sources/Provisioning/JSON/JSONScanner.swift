import Recipes

/// The tokens of a JSON text and where they are.
struct JSONScanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let file: String
    private(set) var offset = 0
    private var line: Int
    // Columns are counted from the last place that was asked for, so that one long line costs one pass.
    private var markOffset = 0
    private var markColumn = 1

    init(_ bytes: UnsafeBufferPointer<UInt8>, file: String, lineOffset: Int) {
        self.bytes = bytes
        self.file = file
        line = 1 + lineOffset
    }

    var isAtEnd: Bool { offset >= bytes.count }

    /// The byte here; nil at the end.
    var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    /// Where the next byte is; columns count characters.
    var position: SourcePosition {
        mutating get {
            while markOffset < offset {
                // Bytes 10xxxxxx go on with a character of UTF-8.
                if bytes[markOffset] & 0xc0 != 0x80 { markColumn += 1 }
                markOffset += 1
            }
            return SourcePosition(file: file, line: line, column: markColumn)
        }
    }

    mutating func advance() { offset += 1 }

    /// Blanks are the four of RFC 8259 and no others.
    mutating func skipBlanks() {
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x0a:
                offset += 1
                line += 1
                markOffset = offset
                markColumn = 1
            case 0x20, 0x09, 0x0d:
                offset += 1
            default:
                return
            }
        }
    }

    mutating func literal(_ word: StaticString) throws(Diagnostic) {
        for index in 0..<word.utf8CodeUnitCount {
            guard current == word.utf8Start[index] else { throw unexpected("the word \(word)") }
            offset += 1
        }
    }

    /// A number's text; what follows it is for the caller to judge.
    mutating func number() throws(Diagnostic) -> String {
        let start = offset
        if current == UInt8(ascii: "-") { offset += 1 }
        if current == UInt8(ascii: "0") {
            offset += 1
        } else {
            try digits()
        }
        if current == UInt8(ascii: ".") {
            offset += 1
            try digits()
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            offset += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { offset += 1 }
            try digits()
        }
        return String(decoding: bytes[start..<offset], as: UTF8.self)
    }

    private mutating func digits() throws(Diagnostic) {
        let start = offset
        while let byte = current, byte >= 0x30, byte <= 0x39 { offset += 1 }
        if offset == start { throw unexpected("a digit") }
    }

    /// A text in double quotes; the cursor is on the first of them.
    mutating func string() throws(Diagnostic) -> String {
        offset += 1
        let start = offset
        // Most texts have no escapes and are taken as they are.
        while let byte = current, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 {
            offset += 1
        }
        if current == UInt8(ascii: "\"") {
            defer { offset += 1 }
            return JSONText.decode(bytes[start..<offset])
        }
        var decoded = Array(bytes[start..<offset])
        while let byte = current {
            if byte == UInt8(ascii: "\"") {
                offset += 1
                return decoded.withUnsafeBufferPointer { JSONText.decode($0[...]) }
            }
            guard byte >= 0x20 else { throw unexpected("no control character in a text") }
            offset += 1
            if byte == UInt8(ascii: "\\") {
                try escape(into: &decoded)
            } else {
                decoded.append(byte)
            }
        }
        throw unexpected("the closing quote of a text")
    }

    private mutating func escape(into decoded: inout [UInt8]) throws(Diagnostic) {
        guard let letter = current else { throw unexpected("an escape") }
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.append(letter)
        case UInt8(ascii: "b"): decoded.append(0x08)
        case UInt8(ascii: "f"): decoded.append(0x0c)
        case UInt8(ascii: "n"): decoded.append(0x0a)
        case UInt8(ascii: "r"): decoded.append(0x0d)
        case UInt8(ascii: "t"): decoded.append(0x09)
        case UInt8(ascii: "u"):
            offset += 1
            let scalar = try unicodeEscape()
            decoded.append(contentsOf: Array(String(Character(scalar)).utf8))
            return
        default: throw unexpected("an escape that JSON knows")
        }
        offset += 1
    }

    /// The four digits after `\u`, with the second half of a pair where the first is one.
    private mutating func unicodeEscape() throws(Diagnostic) -> Unicode.Scalar {
        let first = try hexadecimal()
        guard (0xd800..<0xe000).contains(first) else { return Unicode.Scalar(first) ?? "\u{fffd}" }
        let next = offset
        if first < 0xdc00, offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "\\"),
            bytes[offset + 1] == UInt8(ascii: "u")
        {
            offset += 2
            let second = try hexadecimal()
            if (0xdc00..<0xe000).contains(second),
                let scalar = Unicode.Scalar(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00))
            {
                return scalar
            }
            offset = next
        }
        return "\u{fffd}"
    }

    private mutating func hexadecimal() throws(Diagnostic) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80
            else {
                throw unexpected("a hexadecimal digit")
            }
            value = value << 4 | UInt32(digit)
            offset += 1
        }
        return value
    }

    /// What is wrong here.
    mutating func unexpected(_ wanted: String) -> Diagnostic {
        let found =
            switch current {
            case nil: "the end of the file"
            case .some(0x21...0x7e): "\"\(Character(Unicode.Scalar(current ?? 0)))\""
            case .some(let byte): "the byte 0x" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16)
            }
        return Diagnostic(at: position, "the JSON is not well formed: expected \(wanted), found \(found)")
    }
}
