import Provisioning
import Recipes

/// What the validator prints, and what else is to be told, in the order in which it is found.
struct CoreOSReport {
    /// One line of `coreos-cloudinit -validate`.
    struct Entry: Equatable, CustomStringConvertible {
        /// As the program finds it, 0 where it does not; it is often right.
        var line: Int
        /// `error`, `warning` or `info`; each makes the exit status 1.
        var kind: String
        var message: String

        var description: String { "line \(line): \(kind): \(message)" }
    }

    private(set) var entries: [Entry] = []
    private(set) var findings: [CheckFinding] = []
    /// True where the validator dies of the input: it then prints none of its lines.
    private(set) var dies = false

    /// A line of the validator's with the finding that tells it.
    mutating func add(_ entry: Entry, _ rule: CheckRule, at position: SourcePosition?, hint: String? = nil) {
        entries.append(entry)
        findings.append(CheckFinding(rule, at: position, entry.message, hint: hint))
    }

    /// A finding of which the validator says nothing.
    mutating func add(_ finding: CheckFinding) {
        findings.append(finding)
    }

    /// A finding of which the validator dies.
    mutating func addDeath(_ finding: CheckFinding) {
        dies = true
        findings.append(finding)
    }
}
