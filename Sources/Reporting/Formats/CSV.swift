/// Comma-separated values (RFC 4180).
enum CSV {
    /// The text as a field: in double quotes where it holds a comma, a double quote, a CR or an LF, a double quote in it
    /// doubled.
    static func field(_ text: String) -> String {
        guard text.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
            + "\""
    }
}
