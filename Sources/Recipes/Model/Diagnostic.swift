/// One finding in a recipe or in a file it names.
package struct Diagnostic: Error, Equatable, Sendable {
    /// How bad it is: an error stops the build.
    package enum Severity: String, Sendable {
        case error
        case warning
    }

    /// What the exit code tells of it.
    package enum Category: Sendable {
        /// Something written in a recipe or a configuration is wrong.
        case invalid
        /// A file that the recipe names is missing or cannot be read.
        case missingFile
    }

    package var severity: Severity
    /// Where; nil where no file is concerned (an option on the command line).
    package var position: SourcePosition?
    /// What was expected and what was found.
    package var message: String
    /// What to do about it.
    package var hint: String?
    package var category: Category
    /// The rule of `kimage explain` that was broken, `DIALECT/words`; nil where there is none.
    package var rule: String?

    package init(
        _ severity: Severity = .error, at position: SourcePosition?, _ message: String, hint: String? = nil,
        category: Category = .invalid, rule: String? = nil
    ) {
        self.severity = severity
        self.position = position
        self.message = message
        self.hint = hint
        self.category = category
        self.rule = rule
    }
}

extension Diagnostic: CustomStringConvertible {
    /// `file:line:column: error: message [rule]; hint`
    package var description: String {
        let place = position.map { "\($0): " } ?? ""
        return "\(place)\(severity.rawValue): \(message)" + (rule.map { " [\($0)]" } ?? "")
            + (hint.map { "; \($0)" } ?? "")
    }
}
