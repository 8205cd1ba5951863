/// Text to tree: guarded, judged by TOMLKit, then located.
enum TomlDocument {
    /// - Parameters:
    ///   - file: the name that positions carry.
    ///   - firstLine: the number of the first line.
    /// - Throws: the first syntax error.
    static func parse(_ bytes: [UInt8], file: String, firstLine: Int = 1) throws(Diagnostic) -> NodeTable {
        let text = try TextGuard.check(bytes, file: file, firstLine: firstLine)
        try TomlSyntax.check(String(decoding: text, as: UTF8.self), file: file, firstLine: firstLine)
        var locator = KeyLocator(text, file: file, firstLine: firstLine)
        return try locator.document()
    }
}
