/// Makes a word of a POSIX shell of any text.
package enum ShellQuoting {
    /// The text in single quotes, which keep everything but themselves as it is.
    package static func quote(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
