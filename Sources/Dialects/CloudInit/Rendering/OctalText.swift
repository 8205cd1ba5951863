/// Permissions as cloud-configs have them.
enum OctalText {
    /// Four octal digits: `0644`.
    static func mode(_ mode: UInt32) -> String {
        let digits = String(mode & 0o7777, radix: 8)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
