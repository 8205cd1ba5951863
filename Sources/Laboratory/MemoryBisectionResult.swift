/// What a search for the least RAM has found.
package struct MemoryBisectionResult: Sendable, Equatable {
    /// The smallest amount that booted; nil: not even the largest did.
    package let smallestMiB: Int?
    /// Every attempt, in order.
    package let attempts: [MemoryAttempt]
}
