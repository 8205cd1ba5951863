/// A program that could not be started, did not end as it should, or had to be ended.
package struct ToolFailure: CategorizedError, Equatable {
    /// What happened.
    package enum Reason: Sendable, Equatable {
        /// There is no such program.
        case missing
        /// It could not be started; the system's words.
        case notStarted(String)
        /// It exited with this status.
        case exited(Int32)
        /// It was ended by this signal.
        case signalled(Int32)
        /// It was ended by us, after this long.
        case timedOut(Duration)
        /// It wrote more to standard output than this many bytes.
        case outputTooLong(limit: Int)
    }

    /// The program, as it was named.
    package let program: String
    /// The whole command, without its secrets.
    package let line: String
    package let reason: Reason
    /// The last lines of its standard error, escaped and without the secrets.
    package let errorLines: [String]

    package init(program: String, line: String, reason: Reason, errorLines: [String]) {
        self.program = program
        self.line = line
        self.reason = reason
        self.errorLines = errorLines
    }

    package var category: FailureCategory {
        reason == .missing ? .missingProgram : .inputOutput
    }

    package var description: String {
        let name = Printable.text(program)
        guard reason != .missing else {
            let hint = ProgramPackages.package(of: program).map { "apt-get install \($0)" }
            return "the program \(name) is needed and not installed; "
                + (hint ?? "install it, or add its folder to PATH")
        }
        let what =
            switch reason {
            case .missing: "is not installed"
            case .notStarted(let why): "could not be started: \(why)"
            case .exited(let status): "failed with exit status \(status)"
            case .signalled(let signal): "was ended by signal \(signal)"
            case .timedOut(let limit): "was ended after \(limit.components.seconds) s, its time limit"
            case .outputTooLong(let limit): "wrote more than \(limit) bytes and was ended"
            }
        let tail = errorLines.isEmpty ? "" : ":\n  " + errorLines.joined(separator: "\n  ")
        return "\(name) \(what) (\(line))\(tail)"
    }
}
