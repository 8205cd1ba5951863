/// What came out of a run of a guest.
package struct GuestResult: Sendable, Equatable {
    package var outcome: GuestOutcome
    /// What the guest said of meaning, in order; at most `findingLimit`.
    package var findings: [SerialFinding]
    /// From the start of QEMU to its end.
    package var elapsed: Duration

    package static let findingLimit = 100

    package init(outcome: GuestOutcome, findings: [SerialFinding] = [], elapsed: Duration) {
        self.outcome = outcome
        self.findings = findings
        self.elapsed = elapsed
    }
}
