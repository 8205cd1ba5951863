/// A token or a password. It prints as `(secret)` in every way that Swift has to print a value, and it is neither
/// comparable nor codable, so that it gets into a file only where `reveal` says so.
package struct Secret: Sendable {
    private let value: String

    /// Line ends around it are not part of it: files end in one, and so does what a shell gives.
    package init(_ text: String) {
        var characters = text[...]
        while let last = characters.last, last.isNewline { characters.removeLast() }
        while let first = characters.first, first.isNewline { characters.removeFirst() }
        value = String(characters)
    }

    package var isEmpty: Bool { value.isEmpty }

    /// The secret itself, for the one file that has to hold it.
    package func reveal() -> String { value }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "(secret)" }
    package var debugDescription: String { "(secret)" }
    package var customMirror: Mirror { Mirror(self, children: [Mirror.Child]()) }
}
