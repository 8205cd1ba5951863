import Recipes

/// A YAML value with its place; scalars keep the text as it was written, so that `0644`, `on` and `1.20` stay what
/// they are until a dialect decides what its parser would make of them.
package struct YAMLNode: Sendable, Equatable {
    package enum Content: Sendable, Equatable {
        /// A scalar: its text, and whether it was written without quotes (only then can it be a number or a bool).
        case scalar(String, plain: Bool)
        case sequence([YAMLNode])
        /// In the order of the text; keys are unique unless the reader was told to keep all.
        case mapping([YAMLPair])
    }

    package var content: Content
    /// nil where the value does not come from a file.
    package var position: SourcePosition?
    /// An explicit tag, resolved: `tag:yaml.org,2002:binary`, or `!`; nil where there is none.
    package var tag: String?
    /// True where it was written as `*name`.
    package var isAlias = false

    package init(_ content: Content, at position: SourcePosition? = nil) {
        self.content = content
        self.position = position
    }

    /// A string of ours, not from a file.
    package static func string(_ text: String) -> YAMLNode { YAMLNode(.scalar(text, plain: false)) }

    /// A list of strings of ours.
    package static func strings(_ texts: [String]) -> YAMLNode { YAMLNode(.sequence(texts.map(string))) }

    /// The text of a scalar; nil for a list or a map.
    package var text: String? {
        if case .scalar(let text, _) = content { text } else { nil }
    }

    /// The items of a list; nil for anything else.
    package var items: [YAMLNode]? {
        if case .sequence(let items) = content { items } else { nil }
    }

    /// The pairs of a map; nil for anything else.
    package var pairs: [YAMLPair]? {
        if case .mapping(let pairs) = content { pairs } else { nil }
    }

    /// An empty value, `~` or `null`, without quotes.
    package var isNull: Bool {
        guard case .scalar(let text, plain: true) = content else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(text)
    }

    /// True for a plain scalar that YAML 1.1 reads as a truth value.
    package var bool: Bool? {
        guard case .scalar(let text, plain: true) = content else { return nil }
        switch text.lowercased() {
        case "true", "yes", "on", "y": return true
        case "false", "no", "off", "n": return false
        default: return nil
        }
    }

    /// The value of a key of a map.
    package subscript(key: String) -> YAMLNode? {
        pairs?.first { $0.key == key }?.value
    }

    /// What the value is, for a message: `a list`, `the text "x"`.
    package var described: String {
        switch content {
        case .sequence: "a list"
        case .mapping: "a map"
        case .scalar: isNull ? "an empty value" : "\"\(text ?? "")\""
        }
    }
}
