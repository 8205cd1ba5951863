import Recipes

/// A value of a Butane configuration, decoded, with its place.
struct ButaneNode: Sendable, Equatable {
    indirect enum Content: Sendable, Equatable {
        case text(String)
        case whole(Int)
        case flag(Bool)
        case list([ButaneNode])
        /// By key; what is absent or empty (null) is not there.
        case object([String: ButaneNode])
    }

    var content: Content
    var position: SourcePosition?

    init(_ content: Content, at position: SourcePosition? = nil) {
        self.content = content
        self.position = position
    }

    /// An object without keys.
    static let empty = ButaneNode(.object([:]))

    subscript(name: String) -> ButaneNode? {
        if case .object(let fields) = content { fields[name] } else { nil }
    }

    /// An object's key; an empty object where it is absent.
    func object(_ name: String) -> ButaneNode { self[name] ?? .empty }

    /// The items of a list.
    func list(_ name: String) -> [ButaneNode] {
        if case .list(let items)? = self[name]?.content { items } else { [] }
    }

    /// The texts of a list of texts.
    func texts(_ name: String) -> [String] { list(name).compactMap(\.string) }

    /// A text; nil where it is absent.
    func text(_ name: String) -> String? { self[name]?.string }

    /// A text that is there and not empty.
    func nonEmpty(_ name: String) -> String? {
        guard let text = text(name), !text.isEmpty else { return nil }
        return text
    }

    func whole(_ name: String) -> Int? {
        if case .whole(let value)? = self[name]?.content { value } else { nil }
    }

    func isTrue(_ name: String) -> Bool { self[name]?.content == .flag(true) }

    var string: String? {
        if case .text(let text) = content { text } else { nil }
    }

    /// True for an object of which all keys are absent or empty.
    var isEmpty: Bool {
        switch content {
        case .text(let text): text.isEmpty
        case .whole(let value): value == 0
        case .flag(let value): !value
        case .list(let items): items.isEmpty
        case .object(let fields): fields.values.allSatisfy(\.isEmpty)
        }
    }
}
