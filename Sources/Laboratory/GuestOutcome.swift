/// How a run of a guest ended.
package enum GuestOutcome: Sendable, Equatable {
    /// The text that was waited for came.
    case expected
    /// The time was over first.
    case timedOut
    /// QEMU ended by itself with this status: the guest has switched the machine off or restarted it.
    case exited(Int32)
    /// The kernel stopped; its line, escaped.
    case panicked(String)

    /// The exit code of a command that runs a guest: 0 where the guest did what was asked of it (said the expected text
    /// or, where none was expected, ended without a panic), 1 otherwise. That QEMU is missing or fails is an error of
    /// its own.
    ///
    /// | outcome | with an expected text | without |
    /// |---|---|---|
    /// | expected | 0 | - |
    /// | exited(0) | 1 | 0 |
    /// | exited(other) | 1 | 1 |
    /// | timedOut | 1 | 1 |
    /// | panicked | 1 | 1 |
    package func exitStatus(expecting: Bool) -> Int32 {
        switch self {
        case .expected: 0
        case .exited(0): expecting ? 1 : 0
        case .exited, .timedOut, .panicked: 1
        }
    }

    /// One sentence.
    package var summary: String {
        switch self {
        case .expected: "the guest said what was expected"
        case .timedOut: "the time was over before the guest said what was expected"
        case .exited(0): "the guest has switched off or restarted"
        case .exited(let status): "QEMU ended with exit status \(status)"
        case .panicked(let line): "the guest's kernel stopped: \(line)"
        }
    }
}
