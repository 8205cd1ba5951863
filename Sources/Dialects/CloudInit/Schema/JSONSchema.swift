import Provisioning

/// A JSON Schema of draft 4, as much of it as cloud-init's schema uses.
final class JSONSchema: Sendable {
    enum Additional: Sendable {
        case allowed
        case refused
        case schema(JSONSchema)
    }

    /// Names of types, any of which will do; empty: all.
    let types: [String]
    /// nil: every value.
    let allowed: [PyYAMLValue]?
    let required: [String]
    /// In the order of the schema.
    let properties: [(name: String, schema: JSONSchema)]
    let names: Set<String>
    let patternProperties: [(pattern: String, schema: JSONSchema)]
    let additional: Additional
    let items: JSONSchema?
    let allOf: [JSONSchema]
    let anyOf: [JSONSchema]
    let oneOf: [JSONSchema]
    /// The name of a definition.
    let reference: String?
    let minimumItems: Int?
    let maximumItems: Int?
    let hasUniqueItems: Bool
    let minimumProperties: Int?
    let minimum: Double?
    let pattern: String?
    let format: String?
    /// cloud-init's own keywords `deprecated` and `changed`: a warning where this part of the schema is used.
    let isDeprecated: Bool
    let description: String?

    /// - Throws: `JSONSchemaFault` for anything that this type does not carry out, so that nothing is passed over.
    init(_ node: JSONNode) throws(JSONSchemaFault) {
        let reader = try JSONSchemaReader(node)
        types = try reader.types()
        allowed = try reader.allowed()
        required = try reader.strings("required") ?? []
        properties = try reader.schemas("properties")
        names = Set(properties.map(\.name))
        patternProperties = try reader.schemas("patternProperties").map { ($0.name, $0.schema) }
        additional = try reader.additional()
        items = try reader.schema("items")
        allOf = try reader.list("allOf")
        anyOf = try reader.list("anyOf")
        oneOf = try reader.list("oneOf")
        reference = try reader.reference()
        minimumItems = try reader.integer("minItems")
        maximumItems = try reader.integer("maxItems")
        hasUniqueItems = try reader.flag("uniqueItems")
        minimumProperties = try reader.integer("minProperties")
        minimum = try reader.integer("minimum").map(Double.init)
        pattern = try reader.string("pattern")
        format = try reader.string("format")
        let isChanged = try reader.flag("changed")
        isDeprecated = try reader.flag("deprecated") || isChanged
        let reason = try reader.string(isChanged ? "changed_description" : "deprecated_description")
        let prose = try reader.string("description")
        description = reason ?? prose
    }
}
