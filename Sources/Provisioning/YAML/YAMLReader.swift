import Recipes

/// Reads one YAML document into nodes with positions.
package enum YAMLReader {
    /// More values than any configuration of a node has; aliases that multiply (the "billion laughs") end here.
    package static let maximumNodes = 100_000
    /// Deeper than any configuration is nested.
    package static let maximumDepth = 64

    /// The first document of `text`; nil where it is empty or holds only comments.
    ///
    /// `file` is the name that positions carry; `lineOffset` is added to their lines, for text within a recipe.
    package static func read(
        _ text: String, file: String, lineOffset: Int = 0, duplicates: YAMLDuplicates = .refuse
    ) throws(Diagnostic) -> YAMLNode? {
        try read(Array(text.utf8), file: file, lineOffset: lineOffset, duplicates: duplicates)
    }

    /// The same of bytes, which need not be UTF-8: libyaml also takes UTF-16 with its mark, and refuses the rest.
    package static func read(
        _ bytes: [UInt8], file: String, lineOffset: Int = 0, duplicates: YAMLDuplicates = .refuse
    ) throws(Diagnostic) -> YAMLNode? {
        let events: YAMLEvents
        do throws(YAMLFault) {
            events = try YAMLEvents(bytes)
        } catch {
            throw diagnostic(error, at: SourcePosition(file: file, line: 1 + lineOffset, column: 1))
        }
        var composer = YAMLComposer(
            events, file: file, lineOffset: lineOffset, duplicates: duplicates, budget: maximumNodes)
        return try composer.root()
    }

    static func diagnostic(_ fault: YAMLFault, at position: SourcePosition) -> Diagnostic {
        let tab = fault.problem.contains("cannot start any token")
        return Diagnostic(
            at: position, "the YAML is not well formed: \(fault.problem)",
            hint: tab ? "YAML is indented with blanks, not with tabs" : nil)
    }
}
