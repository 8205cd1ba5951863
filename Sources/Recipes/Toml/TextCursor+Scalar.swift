extension TextCursor {
    /// Takes the bytes of a number, a boolean, a date, or of what stands where one is expected.
    mutating func takeScalar() -> String {
        let start = offset
        _ = take(while: Self.isScalar)
        // `1979-05-27 07:32:00`: a blank may stand for the T (TOML 1.0, "Offset Date-Time").
        if TomlScalar.isCalendarDate(bytes(since: start)), byte == UInt8(ascii: " "),
            let next = byte(ahead: 1), WordText.isDigit(next)
        {
            advance()
            _ = take(while: Self.isScalar)
        }
        return String(decoding: bytes(since: start), as: UTF8.self)
    }

    private static func isScalar(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: ","),
            UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "#"):
            false
        default: true
        }
    }
}
