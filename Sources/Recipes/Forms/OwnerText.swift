/// `USER:GROUP`: numbers, or `root`, the one name that means the same everywhere.
enum OwnerText {
    /// The schema's pattern.
    static let pattern = "^(root|[0-9]+):(root|[0-9]+)$"

    static func value(of text: String) -> Owner? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let uid = number(parts[0]), let gid = number(parts[1]) else { return nil }
        return Owner(uid: uid, gid: gid)
    }

    private static func number(_ text: Substring) -> UInt32? {
        if text == "root" { return 0 }
        guard !text.isEmpty, text.utf8.allSatisfy(WordText.isDigit) else { return nil }
        // 4294967295 is (uid_t) -1, which stands for "leave it as it is" (chown(2)).
        return UInt32(text).flatMap { $0 < .max ? $0 : nil }
    }
}
