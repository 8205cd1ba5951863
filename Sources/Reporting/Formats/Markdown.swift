/// Text in Markdown that means itself.
enum Markdown {
    /// Puts a backslash before every character that Markdown could take for its own (CommonMark 2.4: any ASCII
    /// punctuation may be escaped so); a line feed becomes a blank.
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in text.unicodeScalars {
            if "\\`*_[]<>#+|~&$".unicodeScalars.contains(character) { result += "\\" }
            result.unicodeScalars.append(character == "\n" || character == "\r" ? " " : character)
        }
        return result
    }

    /// A code block whose fence the text cannot close.
    static func block(_ text: String) -> [String] {
        var longest = 0
        var run = 0
        for character in text {
            run = character == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: max(3, longest + 1))
        return [fence, text, fence]
    }
}
