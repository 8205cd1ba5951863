/// Everything found wrong in one run, in the order of the text; thrown as a whole.
package struct Diagnostics: Error, Equatable, Sendable {
    package private(set) var items: [Diagnostic] = []

    package init(_ items: [Diagnostic] = []) {
        self.items = items
    }

    package mutating func append(_ item: Diagnostic) {
        items.append(item)
    }

    package mutating func append(contentsOf other: Diagnostics) {
        items.append(contentsOf: other.items)
    }

    /// Adds an error.
    package mutating func error(at position: SourcePosition?, _ message: String, hint: String? = nil) {
        items.append(Diagnostic(.error, at: position, message, hint: hint))
    }

    /// Adds a warning.
    package mutating func warning(at position: SourcePosition?, _ message: String, hint: String? = nil) {
        items.append(Diagnostic(.warning, at: position, message, hint: hint))
    }

    package var hasErrors: Bool { items.contains { $0.severity == .error } }

    /// True where every error is a file that is missing.
    package var isMissingFiles: Bool {
        hasErrors && items.allSatisfy { $0.severity != .error || $0.category == .missingFile }
    }

    /// By file, line and column; equal places keep their order.
    package var sorted: [Diagnostic] {
        items.enumerated().sorted { left, right in
            let (a, b) = (left.element.position, right.element.position)
            let one = (a?.file ?? "", a?.line ?? 0, a?.column ?? 0, left.offset)
            let two = (b?.file ?? "", b?.line ?? 0, b?.column ?? 0, right.offset)
            return one < two
        }.map(\.element)
    }
}
