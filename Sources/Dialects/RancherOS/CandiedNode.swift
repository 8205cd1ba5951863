import Recipes

/// A value and where it stands.
struct CandiedNode: Equatable {
    var value: CandiedValue
    /// A scalar as it was written.
    var text: String
    var position: SourcePosition?

    var pairs: [CandiedPair]? { if case .map(let pairs) = value { pairs } else { nil } }
    var items: [CandiedNode]? { if case .list(let items) = value { items } else { nil } }
    var string: String? { if case .string(let text) = value { text } else { nil } }
    var isNull: Bool { value == .null }

    /// The value of a key, as the library finds it: exactly spelt.
    subscript(key: String) -> CandiedNode? { pairs?.last { $0.key.value == .string(key) }?.value }

    /// The value that a field of a Go struct gets: the key's capitals make no difference, the right ones come first.
    func field(_ name: String) -> CandiedNode? {
        self[name] ?? pairs?.last { $0.key.string?.lowercased() == name }?.value
    }

    /// What the value is, for a message.
    var described: String {
        switch value {
        case .null: "an empty value"
        case .bool(let value): "\(text) (the truth value \(value))"
        case .int(let value): String(value) == text ? "the number \(text)" : "\(text) (the number \(value))"
        case .float: "the number \(text)"
        case .time: "\(text) (a point in time)"
        case .string: "the text \"\(text)\""
        case .bytes: "binary data"
        case .list: "a list"
        case .map: "a map"
        }
    }
}
