/// One part of a sum that a report shows.
package struct MemoryTerm: Equatable, Sendable, Codable {
    package var name: String
    package var kib: Int
    /// One sentence: what it is and what it depends on.
    package var explanation: String

    package init(_ name: String, _ kib: Double, _ explanation: String) {
        self.name = name
        self.kib = Int(clamping: kib.rounded())
        self.explanation = explanation
    }
}

extension Int {
    /// The nearest number, the smallest or largest one beyond the range, 0 for no number.
    init(clamping value: Double) {
        if value.isNaN {
            self = 0
        } else {
            self = Int(exactly: value.rounded()) ?? (value < 0 ? .min : .max)
        }
    }
}
