/// Names of systemd units made of paths (systemd-escape --path; go-systemd, unit/escape.go).
enum UnitNames {
    static func escaped(path: String) -> String {
        var result = ""
        for part in path.utf8.split(separator: UInt8(ascii: "/")) {
            if !result.isEmpty { result += "-" }
            for byte in part {
                let isLetter =
                    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                let isFirst = result.isEmpty
                if isLetter || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "_")
                    || (byte == UInt8(ascii: ".") && !isFirst)
                {
                    result.unicodeScalars.append(Unicode.Scalar(byte))
                } else {
                    result += "\\x" + String(byte, radix: 16)
                }
            }
        }
        return result.isEmpty ? "-" : result
    }
}
