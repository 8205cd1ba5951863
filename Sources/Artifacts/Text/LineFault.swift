package import Machine

/// One thing that is wrong in a file of ours, and where: a lock file, a base.toml.
package struct LineFault: Error, Sendable, Equatable, CustomStringConvertible {
    /// The path as it was given.
    package let file: String
    /// From 1.
    package let line: Int
    /// From 1, in characters.
    package let column: Int
    /// What was expected and what is there.
    package let message: String

    /// `file:line:column: error: message`
    package var description: String { "\(Printable.text(file)):\(line):\(column): error: \(message)" }
}

/// Everything that is wrong in one such file, in the order of its lines.
package struct LineFaults: CategorizedError, Equatable {
    package let faults: [LineFault]

    package var category: FailureCategory { .invalidData }

    package var description: String { faults.map(\.description).joined(separator: "\n") }
}
