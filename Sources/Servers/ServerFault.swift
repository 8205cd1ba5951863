/// Why the files of servers cannot be written.
package enum ServerFault: Error, Equatable, CustomStringConvertible {
    /// A word that some server's file has no way to write: what it is, the word, what may be.
    case word(String, String, String)
    /// `root.json` is not what kimage writes.
    case unreadable(String, reason: String)

    package var description: String {
        switch self {
        case .word(let what, let word, let allowed):
            "\(what) is \"\(Self.printable(word))\", which the files of servers cannot hold; it may be \(allowed)"
        case .unreadable(let path, let reason):
            "\(path) cannot be used: \(reason); build the image anew"
        }
    }

    /// Printable ASCII as it is, every other byte as `\xNN`.
    private static func printable(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            if byte >= 0x20, byte < 0x7f, byte != UInt8(ascii: "\\") {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16)
                result += "\\x" + (digits.utf8.count == 1 ? "0" : "") + digits
            }
        }
        return result
    }
}
