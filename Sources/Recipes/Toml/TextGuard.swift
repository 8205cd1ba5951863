/// Refuses texts that no recipe is, before a parser sees them: what follows may rely on UTF-8 without NUL, on a size,
/// and on the shape that `ShapeGuard` leaves.
enum TextGuard {
    /// Bytes; the largest recipe anybody wrote by hand is a hundredth of it.
    static let maximumSize = 1 << 20
    /// The bytes without a byte order mark.
    static func check(_ bytes: [UInt8], file: String, firstLine: Int = 1) throws(Diagnostic) -> [UInt8] {
        guard bytes.count <= maximumSize else {
            throw Diagnostic(
                at: SourcePosition(file: file, line: firstLine, column: 1),
                "the file is larger than 1 MiB, which no recipe is")
        }
        var text = bytes
        if text.starts(with: [0xef, 0xbb, 0xbf]) { text.removeFirst(3) }
        try checkEncoding(text, file: file, firstLine: firstLine)
        try ShapeGuard.check(text, file: file, firstLine: firstLine)
        return text
    }

    private static func checkEncoding(_ bytes: [UInt8], file: String, firstLine: Int) throws(Diagnostic) {
        // TOMLKit hands a C string on: everything behind a NUL would be dropped in silence.
        let bad = firstInvalid(bytes)
        let zero = bytes.firstIndex(of: 0)
        guard let place = [bad, zero].compactMap(\.self).min() else { return }
        var cursor = TextCursor(bytes, file: file, firstLine: firstLine)
        while cursor.offset < place { cursor.advance() }
        if place == zero {
            throw Diagnostic(at: cursor.position, "the text holds a NUL byte", hint: "save it as UTF-8")
        }
        throw Diagnostic(at: cursor.position, "the text is not UTF-8", hint: "save it as UTF-8")
    }

    /// The offset of the first byte that no UTF-8 character begins with or belongs to.
    private static func firstInvalid(_ bytes: [UInt8]) -> Int? {
        if String(validating: bytes, as: UTF8.self) != nil { return nil }
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var offset = 0
        while true {
            switch parser.parseScalar(from: &iterator) {
            case .valid(let encoded): offset += encoded.count
            case .error: return offset
            case .emptyInput: return nil
            }
        }
    }
}
