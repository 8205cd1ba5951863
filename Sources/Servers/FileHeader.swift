/// The comment that each file begins with.
enum FileHeader {
    /// - Parameters:
    ///   - what: one sentence.
    ///   - tested: the program and its version.
    ///   - start: how to start it, a command a line.
    ///   - remarks: what is to be replaced, what is writable, what to know; a paragraph each.
    static func text(
        _ what: String, tested: String, start: [String], remarks: [String]
    ) -> String {
        var lines = ["\(what) Written by kimage, which overwrites it.", "Tested with \(tested)."]
        lines += ["Start:"] + start.map { "  \($0)" }
        for remark in remarks { lines += wrapped(remark) }
        return lines.map { "# \($0)\n" }.joined()
    }

    private static func wrapped(_ text: String) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.utf8.count + word.utf8.count < 108 {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }
}
