import Recipes

extension JSONNode {
    /// A text of ours, not from a file.
    package static func string(_ text: String) -> JSONNode { JSONNode(.string(text)) }

    /// A whole number of ours.
    package static func integer(_ value: Int) -> JSONNode { JSONNode(.number(String(value))) }

    /// A truth value of ours.
    package static func bool(_ value: Bool) -> JSONNode { JSONNode(.bool(value)) }

    /// A list of ours.
    package static func array(_ items: [JSONNode]) -> JSONNode { JSONNode(.array(items)) }

    /// A list of texts of ours.
    package static func strings(_ texts: [String]) -> JSONNode { JSONNode(.array(texts.map(string))) }

    /// An object of ours, in the order given; members whose value is nil are left out.
    package static func object(_ members: KeyValuePairs<String, JSONNode?>) -> JSONNode {
        JSONNode(.object(members.compactMap { name, value in value.map { JSONMember(name, $0) } }))
    }

    /// The text of a string; nil for anything else.
    package var text: String? {
        if case .string(let text) = content { text } else { nil }
    }

    /// The items of an array; nil for anything else.
    package var items: [JSONNode]? {
        if case .array(let items) = content { items } else { nil }
    }

    /// The members of an object; nil for anything else.
    package var members: [JSONMember]? {
        if case .object(let members) = content { members } else { nil }
    }

    package var bool: Bool? {
        if case .bool(let value) = content { value } else { nil }
    }

    /// A number that is written as a whole one and fits; nil for 1.0, 1e3 and anything else, as Go has it.
    package var integer: Int? {
        if case .number(let text) = content { Int(text) } else { nil }
    }

    package var isNull: Bool { content == .null }

    /// The value of a name of an object; of several, the last, as every parser in question has it.
    package subscript(name: String) -> JSONNode? {
        members?.last { $0.name == name }?.value
    }

    /// Sets the value of a name, in its old place or at the end; does nothing where this is no object.
    package mutating func set(_ name: String, _ value: JSONNode) {
        guard case .object(var members) = content else { return }
        if let index = members.lastIndex(where: { $0.name == name }) {
            members[index].value = value
        } else {
            members.append(JSONMember(name, value))
        }
        content = .object(members)
    }

    /// What the value is, for a message: `a list`, `the number 5`.
    package var described: String {
        switch content {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .number(let text): "the number \(text)"
        case .string(let text): "the text \"\(text.count > 60 ? text.prefix(57) + "..." : text[...])\""
        case .array: "a list"
        case .object: "an object"
        }
    }
}
