/// How text for a terminal may look; the caller finds out, the writers only obey.
package struct TerminalStyle: Equatable, Sendable {
    /// Columns that a line may have; nil: as many as it takes (no terminal).
    package var width: Int?
    /// Escape sequences for weight and colour. False where NO_COLOR is set (no-color.org) or the output is piped.
    package var colour: Bool

    package init(width: Int? = nil, colour: Bool = false) {
        self.width = width
        self.colour = colour
    }

    /// For pipes and files.
    package static let plain = TerminalStyle()

    func bold(_ text: String) -> String { wrapped(text, "1") }
    func alarm(_ text: String) -> String { wrapped(text, "31;1") }

    private func wrapped(_ text: String, _ code: String) -> String {
        colour && !text.isEmpty ? "\u{1b}[\(code)m\(text)\u{1b}[0m" : text
    }
}
