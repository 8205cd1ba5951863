import Provisioning

@testable import Dialects

/// A YAML value that is made up after a schema and then damaged.
indirect enum CloudInitSample {
    /// A scalar as it is written.
    case raw(String)
    case list([CloudInitSample])
    case map([(key: String, value: CloudInitSample)])

    /// The value in flow style.
    var text: String {
        switch self {
        case .raw(let text): text
        case .list(let items): "[" + items.map(\.text).joined(separator: ", ") + "]"
        case .map(let pairs): "{" + pairs.map { "\($0.key): \($0.value.text)" }.joined(separator: ", ") + "}"
        }
    }

    /// A configuration of some keys at the top, each valid or nearly so by its schema.
    static func config(_ root: JSONSchema, _ definitions: [String: JSONSchema], random: inout CloudInitRandom)
        -> String
    {
        let modules = root.allOf.compactMap(\.reference).compactMap { definitions[$0] }.filter {
            !$0.properties.isEmpty
        }
        var maker = Maker(definitions: definitions)
        var pairs: [(key: String, value: CloudInitSample)] = []
        for _ in 0...random.below(2) {
            let property = random.pick(random.pick(modules).properties)
            if pairs.contains(where: { $0.key == property.name }) { continue }
            pairs.append((property.name, maker.make(property.schema, depth: 0, &random)))
        }
        var sample = CloudInitSample.map(pairs)
        // One in four stays as it is.
        for _ in 0..<random.below(4) { sample = sample.damaged(&random) }
        guard case .map(let damaged) = sample else { return sample.text }
        return damaged.map { "\($0.key): \($0.value.text)\n" }.joined()
    }

    private struct Maker {
        let definitions: [String: JSONSchema]

        mutating func make(_ schema: JSONSchema, depth: Int, _ random: inout CloudInitRandom)
            -> CloudInitSample
        {
            if depth > 8 { return .raw("deep") }
            if let name = schema.reference, let target = definitions[name],
                schema.types.isEmpty || depth % 2 == 0
            {
                return make(target, depth: depth + 1, &random)
            }
            if let allowed = schema.allowed { return Self.scalar(random.pick(allowed)) }
            let alternatives = schema.oneOf + schema.anyOf
            let isPlain = schema.properties.isEmpty && schema.items == nil
            if !alternatives.isEmpty, isPlain || random.below(3) == 0 {
                return make(random.pick(alternatives), depth: depth + 1, &random)
            }
            if let part = schema.allOf.first, isPlain { return make(part, depth: depth + 1, &random) }
            let type =
                schema.types.isEmpty
                ? (schema.properties.isEmpty ? "string" : "object") : random.pick(schema.types)
            switch type {
            case "object": return object(schema, depth: depth, &random)
            case "array":
                let least = schema.minimumItems ?? random.below(2)
                let most = min(schema.maximumItems ?? least + 2, least + 2)
                let count = least + random.below(most - least + 1)
                guard let item = schema.items else { return .list([.raw("a")]) }
                return .list((0..<count).map { _ in make(item, depth: depth + 1, &random) })
            case "integer": return .raw(random.pick(["0", "1", "5", "-1", "0x10", "1_000", "010", "1:30"]))
            case "number": return .raw(random.pick(["0", "1.5", "2", "-0.5", ".5", "1e3", "1.0e+3"]))
            case "boolean": return .raw(random.pick(["true", "false", "yes", "no", "on", "Off"]))
            case "null": return .raw(random.pick(["null", "~", "Null"]))
            default: return .raw(string(schema, &random))
            }
        }

        private mutating func object(
            _ schema: JSONSchema, depth: Int, _ random: inout CloudInitRandom
        ) -> CloudInitSample {
            var pairs: [(key: String, value: CloudInitSample)] = []
            let required = schema.required + (random.pick(schema.oneOf + schema.anyOf + [schema])).required
            for (name, schema) in schema.properties where required.contains(name) || random.below(3) == 0 {
                pairs.append((name, make(schema, depth: depth + 1, &random)))
            }
            for (pattern, schema) in schema.patternProperties {
                let name = pattern.contains("dsa") ? "rsa_private" : random.pick(["key_one", "two", "x-y"])
                pairs.append((name, make(schema, depth: depth + 1, &random)))
            }
            if pairs.isEmpty, let first = schema.properties.randomElement(using: &random) {
                pairs.append((first.name, make(first.schema, depth: depth + 1, &random)))
            }
            return .map(pairs)
        }

        private func string(_ schema: JSONSchema, _ random: inout CloudInitRandom) -> String {
            if schema.format == "date" {
                return random.pick([
                    "\"2030-12-31\"", "2030-12-31", "\"20301231\"", "\"2030-W05-1\"", "\"soon\"",
                ])
            }
            switch schema.pattern {
            case "^.+:.+$": return random.pick(["\"a:b\"", "alice:RANDOM", "\"no colon\""])
            case "^\\+?[0-9]+$": return random.pick(["\"+5\"", "\"30\"", "+x", "\"5\\n\""])
            case .some(let pattern) where pattern.contains("BKMGT"):
                return random.pick(["1G", "\"512M\"", "10K", "\"1.5G\"", "1 G"])
            default:
                return random.pick([
                    "text", "\"quoted text\"", "'0644'", "a/b.c", "\"\"", "no-op", "2.0.0", "R",
                ])
            }
        }

        private static func scalar(_ value: PyYAMLValue) -> CloudInitSample {
            switch value.content {
            case .string(let text): .raw("\"\(text)\"")
            case .bool(let flag): .raw(flag ? "true" : "false")
            case .int(let number): .raw(String(number))
            default: .raw("null")
            }
        }
    }
}
