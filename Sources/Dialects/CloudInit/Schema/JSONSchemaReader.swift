import Provisioning

/// Takes the keywords of one schema apart.
struct JSONSchemaReader {
    private let members: [String: JSONNode]
    private let order: [JSONMember]

    /// Keywords that decide, with `prefixItems` and `additionalItems`, which do not: the first is none of draft 4, and
    /// the second has no effect where `items` is no list. `$schema` names the draft.
    private static let keywords: Set<String> = [
        "type", "enum", "required", "properties", "patternProperties", "additionalProperties", "items",
        "allOf",
        "anyOf", "oneOf", "$ref", "minItems", "maxItems", "uniqueItems", "minProperties", "minimum",
        "pattern",
        "format", "deprecated", "deprecated_version", "deprecated_description", "changed", "changed_version",
        "changed_description", "description", "prefixItems", "additionalItems", "$schema", "$defs",
        "$comment",
    ]

    init(_ node: JSONNode) throws(JSONSchemaFault) {
        guard let members = node.members else { throw JSONSchemaFault(message: "a schema must be an object") }
        for member in members where !Self.keywords.contains(member.name) {
            throw JSONSchemaFault(message: "the keyword \"\(member.name)\" is not known")
        }
        order = members
        self.members = Dictionary(members.map { ($0.name, $0.value) }) { _, last in last }
    }

    func string(_ name: String) throws(JSONSchemaFault) -> String? {
        guard let node = members[name] else { return nil }
        guard let text = node.text else { throw Self.fault(name, "a text") }
        return text
    }

    func strings(_ name: String) throws(JSONSchemaFault) -> [String]? {
        guard let node = members[name] else { return nil }
        guard let items = node.items else { throw Self.fault(name, "a list of texts") }
        return items.compactMap(\.text)
    }

    func integer(_ name: String) throws(JSONSchemaFault) -> Int? {
        guard let node = members[name] else { return nil }
        guard let value = node.integer else { throw Self.fault(name, "a whole number") }
        return value
    }

    func flag(_ name: String) throws(JSONSchemaFault) -> Bool {
        guard let node = members[name] else { return false }
        guard let value = node.bool else { throw Self.fault(name, "true or false") }
        return value
    }

    func types() throws(JSONSchemaFault) -> [String] {
        if let text = members["type"]?.text { return [text] }
        return try strings("type") ?? []
    }

    func schema(_ name: String) throws(JSONSchemaFault) -> JSONSchema? {
        guard let node = members[name] else { return nil }
        return try JSONSchema(node)
    }

    func list(_ name: String) throws(JSONSchemaFault) -> [JSONSchema] {
        guard let node = members[name] else { return [] }
        guard let items = node.items else { throw Self.fault(name, "a list of schemas") }
        var schemas: [JSONSchema] = []
        for item in items { schemas.append(try JSONSchema(item)) }
        return schemas
    }

    func schemas(_ name: String) throws(JSONSchemaFault) -> [(name: String, schema: JSONSchema)] {
        guard let node = members[name] else { return [] }
        guard let members = node.members else { throw Self.fault(name, "an object of schemas") }
        var schemas: [(name: String, schema: JSONSchema)] = []
        for member in members { schemas.append((member.name, try JSONSchema(member.value))) }
        return schemas
    }

    func additional() throws(JSONSchemaFault) -> JSONSchema.Additional {
        guard let node = members["additionalProperties"] else { return .allowed }
        if let value = node.bool { return value ? .allowed : .refused }
        return .schema(try JSONSchema(node))
    }

    func reference() throws(JSONSchemaFault) -> String? {
        guard let text = try string("$ref") else { return nil }
        let prefix = "#/$defs/"
        guard text.hasPrefix(prefix) else { throw Self.fault("$ref", "the name of a definition") }
        return String(text.dropFirst(prefix.count))
    }

    func allowed() throws(JSONSchemaFault) -> [PyYAMLValue]? {
        guard let node = members["enum"] else { return nil }
        guard let items = node.items else { throw Self.fault("enum", "a list") }
        var values: [PyYAMLValue] = []
        for item in items {
            switch item.content {
            case .string(let text): values.append(PyYAMLValue(.string(text)))
            case .bool(let value): values.append(PyYAMLValue(.bool(value)))
            case .null: values.append(PyYAMLValue(.null))
            case .number(let text):
                guard let value = Int(text) else { throw Self.fault("enum", "a list of scalars") }
                values.append(PyYAMLValue(.int(value)))
            case .array, .object: throw Self.fault("enum", "a list of scalars")
            }
        }
        return values
    }

    private static func fault(_ name: String, _ expected: String) -> JSONSchemaFault {
        JSONSchemaFault(message: "the keyword \"\(name)\" must be \(expected)")
    }
}
