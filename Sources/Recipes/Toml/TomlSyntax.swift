import TOMLKit

/// Whether a text is TOML 1.0; the only use of TOMLKit.
///
/// TOMLKit judges, it does not hand out values: those pass through C strings that end at the first `\u0000`, lose what
/// was written (`0644`, `3.20`) and the order of the keys, and are read through null pointers that only happen to work.
enum TomlSyntax {
    /// - Parameters:
    ///   - text: has passed `TextGuard`.
    ///   - firstLine: the number of its first line.
    static func check(_ text: String, file: String, firstLine: Int = 1) throws(Diagnostic) {
        do {
            _ = try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            let place = error.source.begin
            // 0 stands for "nowhere".
            let position = SourcePosition(
                file: file, line: max(place.line, 1) + firstLine - 1, column: max(place.column, 1))
            throw Diagnostic(at: position, message(error.description, isLineEnd: isLineEnd(text, place)))
        } catch {
            throw Diagnostic(
                at: SourcePosition(file: file, line: firstLine, column: 1), "the text is not TOML: \(error)")
        }
    }

    /// Whether the place is the end of a line, where a string ought to have ended.
    private static func isLineEnd(_ text: String, _ place: TOMLSourcePosition) -> Bool {
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard lines.indices.contains(place.line - 1) else { return false }
        let line = String(decoding: lines[place.line - 1], as: UTF8.self)
        return place.column > line.unicodeScalars.count
            || (place.column == line.unicodeScalars.count && line.utf8.last == 0x0d)
    }

    /// `Error while parsing key-value pair: expected '=', saw '…'` without its first words.
    private static func message(_ description: String, isLineEnd: Bool) -> String {
        if isLineEnd, description.contains("control characters other than TAB") {
            return "this is not TOML: the string is not closed on its line"
        }
        let prefix = "Error while parsing "
        guard description.hasPrefix(prefix), let colon = description.firstIndex(of: ":") else {
            return "the text is not TOML: " + Quoting.printable(description)
        }
        let scope = description[description.index(description.startIndex, offsetBy: prefix.count)..<colon]
        let reason = description[description.index(after: colon)...].drop { $0 == " " }
        return "this is not TOML: \(Quoting.printable(String(reason))) (in \(article(scope)))"
    }

    private static func article(_ scope: Substring) -> String {
        let noun = Quoting.printable(String(scope))
        if scope == "root table" { return "the top table" }
        return scope.first.map { "aeio".contains($0) } == true ? "an \(noun)" : "a \(noun)"
    }
}
