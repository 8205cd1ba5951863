/// Two files of the finished initramfs that must say the same, such as the stamps of parts that were built together.
package struct TwinFiles: Sendable, Equatable {
    /// Absolute.
    package var first: String
    package var second: String
    /// What is wrong where one is missing or they differ.
    package var message: String
    package var hint: String

    package init(_ first: String, _ second: String, _ message: String, hint: String) {
        self.first = first
        self.second = second
        self.message = message
        self.hint = hint
    }
}
