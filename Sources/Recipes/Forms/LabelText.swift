/// Labels as Kubernetes takes them (apimachinery, util/validation), which suits the other methods too.
enum LabelText {
    /// `[prefix/]name`: a domain, and at most 63 letters, digits, `-`, `_` and `.`.
    static func nameFault(_ text: String) -> TextFault? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard let name = parts.last, parts.count <= 2, isWord(name), !name.isEmpty,
            parts.count == 1 || (isWord(parts[0], maximum: 253) && !parts[0].isEmpty)
        else {
            return TextFault(
                "is not a label: at most 63 letters, digits, \"-\", \"_\" and \".\", a letter or digit at both ends",
                hint: "a domain and \"/\" may stand before it")
        }
        return nil
    }

    static func valueFault(_ text: String) -> TextFault? {
        isWord(Substring(text))
            ? nil
            : TextFault(
                "is not the value of a label: at most 63 letters, digits, \"-\", \"_\" and \".\", a letter or digit at both ends"
            )
    }

    private static func isWord(_ text: Substring, maximum: Int = 63) -> Bool {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, let last = bytes.last else { return true }
        return bytes.count <= maximum && WordText.isAlphanumeric(first) && WordText.isAlphanumeric(last)
            && bytes.allSatisfy { WordText.isAlphanumeric($0) || "-_.".utf8.contains($0) }
    }
}
