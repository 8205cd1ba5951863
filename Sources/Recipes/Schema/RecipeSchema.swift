/// The JSON schema (draft 4, which editors of TOML read) of a recipe, made from the tables of keys.
///
/// It helps while typing; what a recipe may say is decided by the reader, which sees more than a schema can.
package enum RecipeSchema {
    /// The text of `recipe.schema.json`.
    ///
    /// - Parameter knownSystems: what `base.os` may be; any string where empty.
    package static func text(knownSystems: [String] = []) -> String {
        let head: [(key: String, value: JSONText)] = [
            ("$schema", .string("http://json-schema.org/draft-04/schema#")),
            ("title", .string("kimage recipe")),
        ]
        return JSONText.object(head + table(RecipeKey.self, RecipeKey.summary, knownSystems)).text
    }

    private static func table(
        _ keys: any TableKeys.Type, _ summary: String, _ systems: [String]
    ) -> [(key: String, value: JSONText)] {
        let rules = keys.rules
        var members: [(key: String, value: JSONText)] = [
            ("description", .string(summary)), ("type", .string("object")),
            ("additionalProperties", .boolean(false)),
        ]
        let required = rules.filter(\.rule.isRequired).map { JSONText.string($0.name) }
        if !required.isEmpty { members.append(("required", .array(required))) }
        for choice in keys.choices {
            let options = choice.map { JSONText.object([("required", .array([.string($0)]))]) }
            members.append(("oneOf", .array(options)))
        }
        let properties = rules.map { ($0.name, JSONText.object(value($0.rule, systems))) }
        members.append(("properties", .object(properties)))
        return members
    }

    private static func value(_ rule: KeyRule, _ systems: [String]) -> [(key: String, value: JSONText)] {
        let description: (key: String, value: JSONText) = ("description", .string(rule.summary))
        switch rule.form {
        case .table(let keys): return table(keys, rule.summary, systems)
        case .tables(let keys):
            return [
                description, ("type", .string("array")),
                ("items", .object(table(keys, keys.summary, systems))),
            ]
        case .text(let form): return [description] + string(form, systems)
        case .texts(let form): return [description] + array(string(form, systems))
        case .textOrTexts(let form):
            let both = [JSONText.object(string(form, systems)), .object(array(string(form, systems)))]
            return [description, ("anyOf", .array(both))]
        case .choice(let words): return [description] + choice(words)
        case .choices(let words): return [description] + array(choice(words))
        case .integer(let range): return [description] + integer(range.lowerBound, range.upperBound)
        case .boolean: return [description, ("type", .string("boolean"))]
        case .size:
            return [
                description,
                ("anyOf", .array([.object(pattern(SizeText.pattern)), .object(integer(1, nil))])),
            ]
        case .duration(let maximum):
            return [
                description,
                ("anyOf", .array([.object(pattern(DurationText.pattern)), .object(integer(0, maximum))])),
            ]
        case .mode: return [description] + pattern(ModeText.pattern)
        case .owner: return [description] + pattern(OwnerText.pattern)
        case .modes: return [description] + map(to: pattern(ModeText.pattern))
        case .owners: return [description] + map(to: pattern(OwnerText.pattern))
        case .capabilities: return [description] + map(to: string(.capabilities, systems))
        case .labels: return [description] + map(to: [("type", .string("string"))])
        case .named(let keys):
            return [description] + map(to: table(keys, keys.summary, systems))
        case .textsOrTables(let form, let keys):
            let both: [JSONText] = [
                .object(string(form, systems)), .object(table(keys, keys.summary, systems)),
            ]
            return [description] + array([("anyOf", .array(both))])
        case .mirrors:
            let address = string(.mirror, systems)
            let both: [JSONText] = [.object(address), .object(array(address) + [("minItems", .integer(1))])]
            return [description] + map(to: [("anyOf", .array(both))])
        }
    }

    private static func string(_ form: TextForm, _ systems: [String]) -> [(key: String, value: JSONText)] {
        if form == .system, !systems.isEmpty { return choice(systems.sorted()) }
        return form.pattern.map(pattern) ?? [("type", .string("string"))]
    }

    private static func pattern(_ text: String) -> [(key: String, value: JSONText)] {
        [("type", .string("string")), ("pattern", .string(text))]
    }

    private static func choice(_ words: [String]) -> [(key: String, value: JSONText)] {
        [("enum", .array(words.map(JSONText.string)))]
    }

    private static func integer(_ minimum: Int, _ maximum: Int?) -> [(key: String, value: JSONText)] {
        [("type", .string("integer")), ("minimum", .integer(minimum))]
            + (maximum.map { [("maximum", .integer($0))] } ?? [])
    }

    private static func array(_ items: [(key: String, value: JSONText)]) -> [(key: String, value: JSONText)] {
        [("type", .string("array")), ("items", .object(items))]
    }

    /// A table whose keys are free: the one place where a schema must not close it by name.
    private static func map(to value: [(key: String, value: JSONText)]) -> [(key: String, value: JSONText)] {
        [
            ("type", .string("object")), ("additionalProperties", .boolean(false)),
            ("patternProperties", .object([("^[^/]", .object(value))])),
        ]
    }
}
