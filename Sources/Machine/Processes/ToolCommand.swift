/// One call of an external program: an argument vector, never a line for a shell.
package struct ToolCommand: Sendable, Equatable {
    /// A name that is looked up in `PATH`, or a path that holds a slash.
    package var program: String
    package var arguments: [String]
    /// Where it runs; nil: where we run.
    package var workingDirectory: String?
    /// Changes to our environment; nil removes a variable. `LC_ALL=C` is set unless this says otherwise.
    package var environment: [String: String?] = [:]
    /// How long it may run before it is ended with all its descendants; nil: as long as it likes.
    package var timeLimit: Duration?
    /// The most bytes of standard output that are collected; more is an error, never a truncation.
    package var outputLimit = 16 << 20
    /// Texts that are replaced by `***` wherever the command or its error output is shown.
    package var secrets: [String] = []

    package init(_ program: String, _ arguments: [String] = []) {
        self.program = program
        self.arguments = arguments
    }

    /// The command as a line that could be pasted into a shell, without its secrets.
    package var line: String {
        let line = ([program] + arguments).map(Self.quoted).joined(separator: " ")
        return redacted(line)
    }

    /// The text without the secrets of this command.
    func redacted(_ text: String) -> String {
        secrets.filter { !$0.isEmpty }.reduce(text) { text, secret in
            text.split(separator: secret, omittingEmptySubsequences: false).joined(separator: "***")
        }
    }

    private static let plain = Set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@%+=:,./_-".utf8)

    private static func quoted(_ word: String) -> String {
        if !word.isEmpty, word.utf8.allSatisfy(plain.contains) { return word }
        let printable = Printable.text(word)
        return "'"
            + printable.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
            + "'"
    }
}
