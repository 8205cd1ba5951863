/// Makes bytes that came from an archive safe to print on a terminal or in a report.
package enum Escaping {
    /// The bytes as text: printable UTF-8 as it is, everything else (control bytes, bidirectional and other format
    /// controls, invalid UTF-8, the backslash itself) as `\xNN`, one for each byte.
    package static func printable(_ bytes: some Sequence<UInt8>) -> String {
        var result = ""
        var decoder = Unicode.UTF8.ForwardParser()
        var iterator = Array(bytes).makeIterator()
        while true {
            switch decoder.parseScalar(from: &iterator) {
            case .valid(let encoded):
                let scalar = Unicode.UTF8.decode(encoded)
                if isPrintable(scalar) {
                    result.unicodeScalars.append(scalar)
                } else {
                    for byte in encoded { result += hex(byte) }
                }
            case .error(let length):
                // The parser has consumed `length` bytes that are no scalar; it does not hand them out, so the
                // whole string is escaped bytewise instead: nothing is lost and nothing is guessed.
                _ = length
                return bytewise(bytes)
            case .emptyInput:
                return result
            }
        }
    }

    private static func bytewise(_ bytes: some Sequence<UInt8>) -> String {
        var result = ""
        for byte in bytes {
            if byte >= 0x20, byte < 0x7f, byte != UInt8(ascii: "\\") {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                result += hex(byte)
            }
        }
        return result
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == "\\" { return false }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
            return false
        default:
            return true
        }
    }

    private static func hex(_ byte: UInt8) -> String {
        let digits = Array("0123456789abcdef")
        return "\\x\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
    }
}
