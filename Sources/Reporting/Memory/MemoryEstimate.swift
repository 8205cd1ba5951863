/// How much RAM an image needs to boot.
package struct MemoryEstimate: Equatable, Sendable, Codable {
    /// Every machine with this many MiB or more boots.
    package var minimumMiB: Int
    /// The smallest that boots at all. It is smaller than `minimumMiB` where more RAM makes the kernel keep
    /// more of it back, and an amount above fails again.
    package var smallestMiB: Int
    /// The amounts between the two that fail.
    package var failingMiB: [ClosedRange<Int>]
    /// The condition that decides `minimumMiB`.
    package var deciding: MemoryCondition.Kind
    /// All conditions, each with its own need.
    package var conditions: [MemoryCondition]
    /// Where `minimumMiB` goes to at the moment that decides; adds up to `minimumMiB` * 1,024.
    package var terms: [MemoryTerm]
    /// What limits the trust in these figures, and options that were ignored.
    package var remarks: [String]
}
