/// Makes foreign bytes (names of files, output of programs, text from servers) safe to print.
package enum Printable {
    /// The bytes as text: printable UTF-8 as it is; control bytes, bidirectional and other format controls,
    /// invalid UTF-8 and the backslash as `\xNN`, one for each byte.
    package static func text(_ bytes: some Sequence<UInt8>) -> String {
        let all = Array(bytes)
        guard let valid = String(validating: all, as: UTF8.self) else { return bytewise(all) }
        return text(valid)
    }

    /// The same for text that is valid already.
    package static func text(_ string: String) -> String {
        guard string.unicodeScalars.contains(where: { !isPrintable($0) }) else { return string }
        var result = ""
        for scalar in string.unicodeScalars {
            if isPrintable(scalar) {
                result.unicodeScalars.append(scalar)
            } else {
                for byte in UTF8.encode(scalar) ?? Unicode.UTF8.encodedReplacementCharacter {
                    result += hex(byte)
                }
            }
        }
        return result
    }

    /// The same for a sentence of ours, whose foreign parts were escaped when it was made: backslashes stay.
    package static func message(_ string: String) -> String {
        string.split(separator: "\\", omittingEmptySubsequences: false).map { text(String($0)) }
            .joined(separator: "\\")
    }

    private static func bytewise(_ bytes: [UInt8]) -> String {
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
        if scalar.isASCII { return scalar.value >= 0x20 && scalar.value < 0x7f && scalar != "\\" }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
            return false
        default:
            return true
        }
    }

    private static func hex(_ byte: UInt8) -> String {
        "\\x" + Hexadecimal.text(CollectionOfOne(byte))
    }
}
