import Recipes

/// A value as PyYAML's SafeLoader hands it to a program, with its place.
package struct PyYAMLValue: Sendable, Equatable {
    package enum Content: Sendable, Equatable {
        case null
        case bool(Bool)
        case int(Int)
        case float(Double)
        case string(String)
        /// `!!binary`
        case bytes
        case date(String)
        case list([PyYAMLValue])
        /// In the order of Python's dict; keys are unique.
        case map([PyYAMLPair])
        /// A set or a tuple, which JSON has not.
        case other(String)
    }

    package var content: Content
    package var position: SourcePosition?

    package init(_ content: Content, at position: SourcePosition? = nil) {
        self.content = content
        self.position = position
    }

    package var text: String? {
        if case .string(let text) = content { text } else { nil }
    }

    package var items: [PyYAMLValue]? {
        if case .list(let items) = content { items } else { nil }
    }

    package var pairs: [PyYAMLPair]? {
        if case .map(let pairs) = content { pairs } else { nil }
    }

    package var bool: Bool? {
        if case .bool(let value) = content { value } else { nil }
    }

    package subscript(key: String) -> PyYAMLValue? {
        pairs?.first { $0.key.content == .string(key) }?.value
    }

    /// What Python takes it for, for a message: `the number 420`, `a list`.
    package var described: String {
        switch content {
        case .null: "an empty value"
        case .bool(let value): "the truth value \(value)"
        case .int(let value): "the number \(value)"
        case .float(let value): "the number \(value)"
        case .string(let text): "the text \"\(text.count > 60 ? text.prefix(57) + "..." : text[...])\""
        case .bytes: "binary data"
        case .date(let text): "the date \(text)"
        case .list: "a list"
        case .map: "a map"
        case .other(let name): name
        }
    }

    /// Python's `==`, but with truth values apart from numbers, as jsonschema compares.
    package func isSame(as other: PyYAMLValue) -> Bool {
        switch (content, other.content) {
        case (.int(let one), .float(let two)), (.float(let two), .int(let one)): return Double(one) == two
        case (.list(let one), .list(let two)):
            return one.count == two.count && zip(one, two).allSatisfy { $0.isSame(as: $1) }
        case (.map(let one), .map(let two)):
            return one.count == two.count
                && one.allSatisfy { pair in
                    two.contains { $0.key.isSame(as: pair.key) && $0.value.isSame(as: pair.value) }
                }
        default: return content == other.content
        }
    }
}
