import Provisioning
import Recipes

/// Validates values as cloud-init 22.4's `config/schema.py` lets python-jsonschema 4.10 do it: draft 4, but that `$ref`
/// has effect beside other keywords, that binary data is a string, and that `deprecated` yields warnings.
struct SchemaValidator {
    private let definitions: [String: JSONSchema]
    /// Schemas refer to one another; none of cloud-init's goes deeper.
    private static let maximumDepth = 100

    init(definitions: [String: JSONSchema]) {
        self.definitions = definitions
    }

    /// A value on its way down, with where it is.
    struct Place {
        var value: PyYAMLValue
        var path: [String]
        var position: SourcePosition?
        var depth = 0

        func problem(_ kind: SchemaProblem.Kind, at position: SourcePosition? = nil) -> SchemaProblem {
            SchemaProblem(kind: kind, path: path, value: value, position: position ?? self.position)
        }

        func below(_ part: String, _ value: PyYAMLValue, at position: SourcePosition?) -> Place {
            Place(value: value, path: path + [part], position: position, depth: depth + 1)
        }
    }

    /// Everything wrong, in the order of the schema.
    func problems(_ value: PyYAMLValue, _ schema: JSONSchema) -> [SchemaProblem] {
        problems(Place(value: value, path: [], position: value.position), schema)
    }

    func problems(_ place: Place, _ schema: JSONSchema) -> [SchemaProblem] {
        guard place.depth < Self.maximumDepth else {
            return [place.problem(.crash("it is nested too deeply"))]
        }
        var found: [SchemaProblem] = []
        if !schema.types.isEmpty, !schema.types.contains(where: { Self.isType(place.value, $0) }) {
            found.append(place.problem(.type(schema.types)))
        }
        if let allowed = schema.allowed, !allowed.contains(where: { $0.isSame(as: place.value) }) {
            found.append(place.problem(.value(allowed)))
        }
        if let name = schema.reference, let target = definitions[name] {
            found += problems(place, target)
        }
        if let pairs = place.value.pairs { found += objectProblems(pairs, place, schema) }
        if let items = place.value.items { found += arrayProblems(items, place, schema) }
        found += SchemaForms.problems(place, schema)
        for part in schema.allOf { found += problems(place, part) }
        if !schema.anyOf.isEmpty { found += alternatives(place, schema.anyOf, isExclusive: false) }
        if !schema.oneOf.isEmpty { found += alternatives(place, schema.oneOf, isExclusive: true) }
        if schema.isDeprecated { found.append(place.problem(.deprecated(schema.description))) }
        return found
    }

    private func objectProblems(
        _ pairs: [PyYAMLPair], _ place: Place, _ schema: JSONSchema
    ) -> [SchemaProblem] {
        var found: [SchemaProblem] = []
        let byName = Dictionary(pairs.compactMap { pair in pair.name.map { ($0, pair) } }) { _, last in last }
        for name in schema.required where byName[name] == nil { found.append(place.problem(.missing(name))) }
        if let least = schema.minimumProperties, pairs.count < least {
            found.append(place.problem(.tooFewKeys(least)))
        }
        for (name, schema) in schema.properties {
            guard let pair = byName[name] else { continue }
            found += problems(place.below(name, pair.value, at: pair.valuePosition), schema)
        }
        var extras: [PyYAMLPair] = []
        for pair in pairs where !(pair.name.map(schema.names.contains) ?? false) {
            // re.search() takes no number: Python ends with a TypeError.
            guard schema.patternProperties.isEmpty || pair.name != nil else {
                let crash = SchemaProblem.Kind.crash("the key is \(pair.key.described), not a text")
                found.append(place.problem(crash, at: pair.key.position))
                continue
            }
            if !schema.patternProperties.contains(where: { SchemaForms.matches(pair.name ?? "", $0.pattern) })
            {
                extras.append(pair)
            }
        }
        for pair in pairs {
            guard let name = pair.name else { continue }
            for (pattern, schema) in schema.patternProperties where SchemaForms.matches(name, pattern) {
                found += problems(place.below(name, pair.value, at: pair.valuePosition), schema)
            }
        }
        for pair in extras {
            switch schema.additional {
            case .allowed: break
            case .refused:
                let allowed = schema.properties.map(\.name)
                found.append(place.problem(.unknown(pair.key, allowed: allowed), at: pair.key.position))
            case .schema(let schema):
                let name = pair.name ?? pair.key.described
                found += problems(place.below(name, pair.value, at: pair.valuePosition), schema)
            }
        }
        return found
    }

    private func arrayProblems(
        _ items: [PyYAMLValue], _ place: Place, _ schema: JSONSchema
    ) -> [SchemaProblem] {
        var found: [SchemaProblem] = []
        if let least = schema.minimumItems, items.count < least {
            found.append(place.problem(.tooFewItems(least)))
        }
        if let most = schema.maximumItems, items.count > most {
            found.append(place.problem(.tooManyItems(most)))
        }
        if schema.hasUniqueItems, let repeated = Self.repeated(items) {
            found.append(place.problem(.repeatedItem, at: repeated.position))
        }
        if let schema = schema.items {
            for (index, item) in items.enumerated() {
                found += problems(
                    place.below("[\(index)]", item, at: item.position ?? place.position), schema)
            }
        }
        return found
    }

    /// The first item that stands earlier in the list as well.
    private static func repeated(_ items: [PyYAMLValue]) -> PyYAMLValue? {
        var texts: Set<String> = []
        var others: [PyYAMLValue] = []
        for item in items {
            if let text = item.text {
                if !texts.insert(text).inserted { return item }
            } else {
                if others.contains(where: { $0.isSame(as: item) }) { return item }
                others.append(item)
            }
        }
        return nil
    }

    /// jsonschema's types of draft 4: 1.0 is no integer, a truth value is no number.
    private static func isType(_ value: PyYAMLValue, _ name: String) -> Bool {
        switch (name, value.content) {
        case ("null", .null), ("boolean", .bool), ("integer", .int), ("number", .int), ("number", .float),
            ("string", .string), ("string", .bytes), ("array", .list), ("object", .map):
            true
        default: false
        }
    }
}
