/// Refuses texts whose shape TOMLKit cannot take, before it sees them.
///
/// toml++ 3.4, which is inside TOMLKit, recurses for each level of nesting. It also states as facts, which abort a debug
/// build and are undefined in a release build: that a key begins behind the bracket of a header, that no value begins
/// with a closing brace or one of Unicode's line separators, that a time follows a date and a blank. So brackets,
/// headers, numbers and dates are checked here, and what comes out is well formed in these.
///
/// The text may be invalid TOML otherwise. Up to its first fault it is lexed here as TOML is, and toml++ reads no
/// further than that.
struct ShapeGuard {
    /// Brackets and braces within one another, and parts of one dotted key. Recipes need four.
    static let maximumDepth = 32

    private enum Bracket {
        case header
        case array
        case table

        var closing: UInt8 { self == .table ? UInt8(ascii: "}") : UInt8(ascii: "]") }
    }

    private var cursor: TextCursor
    /// What is open, the innermost last.
    private var open: [Bracket] = []
    /// Dots since the last character that ends a key.
    private var dots = 0
    /// Whether only blanks stand before the cursor on its line.
    private var isLineStart = true
    /// Whether a value comes next, or the end of an array.
    private var expectsValue = false

    static func check(_ bytes: [UInt8], file: String, firstLine: Int = 1) throws(Diagnostic) {
        var shape = ShapeGuard(cursor: TextCursor(bytes, file: file, firstLine: firstLine))
        while let byte = shape.cursor.byte { try shape.step(byte) }
    }

    private init(cursor: TextCursor) {
        self.cursor = cursor
    }

    private mutating func step(_ byte: UInt8) throws(Diagnostic) {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): return cursor.advance()
        case UInt8(ascii: "\n"):
            (dots, isLineStart) = (0, true)
            // Within an array a value may be on the next line.
            if open.isEmpty { expectsValue = false }
            return cursor.advance()
        case UInt8(ascii: "#"):
            _ = cursor.take { $0 != UInt8(ascii: "\n") }
            return
        case UInt8(ascii: "["):
            if isLineStart, open.isEmpty, !expectsValue { return try header() }
            try push(.array)
            expectsValue = true
        case UInt8(ascii: "{"):
            try push(.table)
            expectsValue = false
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
            try pop(byte)
            expectsValue = false
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            (isLineStart, expectsValue) = (false, false)
            return skipString(byte)
        case 0x80...: throw foreign()
        case UInt8(ascii: ","):
            dots = 0
            expectsValue = open.last == .array
        default:
            if expectsValue {
                (isLineStart, expectsValue) = (false, false)
                return try scalar()
            }
            if byte == UInt8(ascii: "=") { (dots, expectsValue) = (0, true) }
            if byte == UInt8(ascii: ".") { dots += 1 }
            if dots >= Self.maximumDepth { throw tooDeep() }
        }
        isLineStart = false
        cursor.advance()
    }

    /// `[` or `[[` at the start of a line: the name of a table follows.
    private mutating func header() throws(Diagnostic) {
        isLineStart = false
        for _ in 0..<(cursor.isAt("[[") ? 2 : 1) {
            try push(.header)
            cursor.advance()
        }
        _ = cursor.take { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        switch cursor.byte {
        case nil, UInt8(ascii: "\"")?, UInt8(ascii: "'")?: return
        case let byte? where KeyLocator.isBare(byte): return
        default: throw fault("the name of a table is expected here", hint: "for example [base]")
        }
    }

    /// A number, a boolean or a date; or a word that somebody forgot to quote.
    private mutating func scalar() throws(Diagnostic) {
        let position = cursor.position
        let text = cursor.takeScalar()
        if TomlScalar.value(of: text) != nil { return }
        let quoted = Quoting.quoted(text)
        if text.isEmpty || text.utf8.first == UInt8(ascii: "=") {
            throw fault("a value is expected here", at: position)
        }
        if TomlScalar.hasLeadingZero(text) {
            throw fault(
                "a number does not begin with 0", hint: "if it is a mode, quote it: \(quoted)", at: position)
        }
        if TomlScalar.isInteger(text) { throw fault("the integer does not fit in 64 bits", at: position) }
        throw fault("\(quoted) without quotes is no value", hint: "text goes in quotes", at: position)
    }

    private mutating func push(_ bracket: Bracket) throws(Diagnostic) {
        dots = 0
        open.append(bracket)
        if open.count > Self.maximumDepth { throw tooDeep() }
    }

    private mutating func pop(_ byte: UInt8) throws(Diagnostic) {
        dots = 0
        guard let expected = open.popLast()?.closing else { throw fault("\(name(byte)) closes nothing") }
        guard byte == expected else { throw fault("expected \(name(expected)), found \(name(byte))") }
    }

    private func name(_ byte: UInt8) -> String { "\"\(Unicode.Scalar(byte))\"" }

    private func tooDeep() -> Diagnostic {
        Diagnostic(
            at: cursor.position,
            "the text is nested more than \(Self.maximumDepth) levels deep, which no recipe is")
    }

    private func fault(_ reason: String, hint: String? = nil, at position: SourcePosition? = nil)
        -> Diagnostic
    {
        Diagnostic(at: position ?? cursor.position, "this is not TOML: \(reason)", hint: hint)
    }

    /// Outside of strings and comments TOML 1.0 is ASCII.
    private mutating func foreign() -> Diagnostic {
        let position = cursor.position
        let start = cursor.offset
        repeat { cursor.advance() } while cursor.byte.map { $0 & 0xc0 == 0x80 } == true
        let character = String(decoding: cursor.bytes(since: start), as: UTF8.self)
        return fault(
            "\(Quoting.quoted(character)) is only possible within quotes",
            hint: "the quotes of TOML are the plain \" and '", at: position)
    }

    private mutating func skipString(_ quote: UInt8) {
        let isLong = cursor.byte(ahead: 1) == quote && cursor.byte(ahead: 2) == quote
        cursor.advance(by: isLong ? 3 : 1)
        while let byte = cursor.byte {
            if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                cursor.advance(by: 2)
            } else if byte == quote, !isLong {
                return cursor.advance()
            } else if byte == quote, cursor.byte(ahead: 1) == quote, cursor.byte(ahead: 2) == quote {
                cursor.advance(by: 3)
                // Up to two quotes may stand before the closing three (TOML 1.0, "String").
                for _ in 0..<2 where cursor.byte == quote { cursor.advance() }
                return
            } else if byte == UInt8(ascii: "\n"), !isLong {
                return
            } else {
                cursor.advance()
            }
        }
    }
}
