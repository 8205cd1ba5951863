/// Text for the screen of a boot loader.
enum MenuText {
    /// The text without blanks at its ends.
    ///
    /// - Throws: `MenuFault.control` for control, format (bidirectional and other invisible) and separator characters,
    ///   `.textTooLong`.
    static func checked(_ text: String, _ field: MenuFault.Field, of entry: String) throws(MenuFault)
        -> String
    {
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
                throw .control(entry: entry, field: field, scalar: scalar.value)
            default: break
            }
        }
        guard text.utf8.count <= BootEntry.textLimit else {
            throw .textTooLong(entry: entry, field: field, count: text.utf8.count, limit: BootEntry.textLimit)
        }
        var trimmed = text[...]
        while trimmed.unicodeScalars.first == " " { trimmed.unicodeScalars.removeFirst() }
        while trimmed.unicodeScalars.last == " " { trimmed.unicodeScalars.removeLast() }
        return String(trimmed)
    }

    /// The text in printable ASCII, every other character as `?`: the BIOS screens of iPXE and PXELINUX show the bytes
    /// of UTF-8 as letters of code page 437.
    static func ascii(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { (0x20..<0x7f).contains($0.value) ? $0 : Unicode.Scalar("?") }))
    }

    static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }
}
