/// An object as Go's decoder fills it: the fields that the configuration gives; the others are empty.
struct ConfigObject: Sendable, Equatable {
    let type: IgnitionType
    var values: [String: ConfigValue] = [:]

    init(_ type: IgnitionType) {
        self.type = type
    }

    /// Whether the field is there at all; for those that may be absent.
    func has(_ name: String) -> Bool { values[name] != nil }

    /// The text of a field; empty where it is absent.
    func text(_ name: String) -> String {
        if case .text(let text)? = values[name] { text } else { "" }
    }

    /// The text of a field; nil where it is absent.
    func optionalText(_ name: String) -> String? { has(name) ? text(name) : nil }

    func isTrue(_ name: String) -> Bool { values[name] == .flag(true) }

    func isFalse(_ name: String) -> Bool { values[name] == .flag(false) }

    /// A number; nil where it is absent.
    func whole(_ name: String) -> Int? {
        if case .whole(let value)? = values[name] { value } else { nil }
    }

    func list(_ name: String) -> [ConfigValue] {
        if case .list(let items)? = values[name] { items } else { [] }
    }

    /// The objects of a list.
    func objects(_ name: String) -> [ConfigObject] {
        list(name).compactMap { if case .object(let object) = $0 { object } else { nil } }
    }

    /// The texts of a list.
    func texts(_ name: String) -> [String] {
        list(name).compactMap { if case .text(let text) = $0 { text } else { nil } }
    }

    /// An object; an empty one where it is absent.
    func object(_ name: String, _ type: IgnitionType) -> ConfigObject {
        if case .object(let object)? = values[name] { object } else { ConfigObject(type) }
    }
}
