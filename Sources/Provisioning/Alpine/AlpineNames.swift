/// Names as busybox's `adduser` takes them.
enum AlpineNames {
    /// Letters, digits, `-` and `_`, not beginning with a digit or a hyphen, at most 32 characters.
    static func isUserName(_ name: String) -> Bool {
        guard let first = name.utf8.first, name.utf8.count <= 32 else { return false }
        let isLower = { (byte: UInt8) in byte >= 0x61 && byte <= 0x7a || byte == UInt8(ascii: "_") }
        return isLower(first)
            && name.utf8.allSatisfy { isLower($0) || ($0 >= 0x30 && $0 <= 0x39) || $0 == UInt8(ascii: "-") }
    }
}
