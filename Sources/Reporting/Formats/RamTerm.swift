/// One part of a sum of RAM.
package struct RamTerm: Equatable, Sendable, Codable {
    package var name: String
    /// KiB; negative where it is given back.
    package var kib: Int
    /// One sentence: what it is and what it depends on.
    package var explanation: String

    package init(name: String, kib: Int, explanation: String) {
        self.name = name
        self.kib = kib
        self.explanation = explanation
    }
}
