/// Makes a path from an archive safe to print. This module is a leaf and cannot use the kernel module's
/// escaping.
enum PathText {
    /// ASCII as it is, everything else and the backslash as `\xNN`.
    static func printable(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef")
        var result = ""
        for byte in bytes {
            if byte >= 0x20, byte < 0x7f, byte != UInt8(ascii: "\\") {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                result += "\\x\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
        return result
    }
}
