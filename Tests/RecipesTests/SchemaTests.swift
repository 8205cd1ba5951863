import FoundationEssentials
import Glibc
import TestSupport
import Testing

@testable import Recipes

/// `recipes/recipe.schema.json` says what the reader's tables of keys say.
struct SchemaTests {
    /// As much of a JSON schema as ours uses.
    private final class Schema: Decodable {
        let description: String?
        let type: String?
        let additionalProperties: Bool?
        let required: [String]?
        let oneOf: [Schema]?
        let anyOf: [Schema]?
        let properties: [String: Schema]?
        let patternProperties: [String: Schema]?
        let items: Schema?
        let words: [String]?
        let pattern: String?
        let minimum: Int?
        let maximum: Int?

        private enum CodingKeys: String, CodingKey {
            case description, type, additionalProperties, required, oneOf, anyOf, properties,
                patternProperties, items
            case words = "enum"
            case pattern, minimum, maximum
        }
    }

    private static let recipes = URL(fileURLWithPath: PackageRoot.find()).appendingPathComponent("recipes")
    private static let path = recipes.appendingPathComponent("recipe.schema.json")

    @Test func theFileIsUpToDate() throws {
        if ProcessInfo.processInfo.environment["KIMAGE_UPDATE_GOLDEN"] == "1" {
            try Data(RecipeSchema.text().utf8).write(to: Self.path)
        }
        let text = String(decoding: try Data(contentsOf: Self.path), as: UTF8.self)
        #expect(text == RecipeSchema.text(), "KIMAGE_UPDATE_GOLDEN=1 writes it anew")
    }

    @Test func theFileSaysWhatTheReaderKnows() throws {
        let schema = try JSONDecoder().decode(Schema.self, from: Data(contentsOf: Self.path))
        compare(schema, RecipeKey.self, "")
    }

    private func compare(_ schema: Schema, _ keys: any TableKeys.Type, _ path: String) {
        let rules = keys.rules
        #expect(schema.type == "object", "\(path)")
        #expect(schema.additionalProperties == false, "\(path)")
        #expect(Set(schema.properties?.keys.map(\.self) ?? []) == Set(rules.map(\.name)), "\(path)")
        #expect(Set(schema.required ?? []) == Set(rules.filter(\.rule.isRequired).map(\.name)), "\(path)")
        #expect(
            (schema.oneOf ?? []).map { $0.required ?? [] } == (keys.choices.first ?? []).map { [$0] },
            "\(path)")
        for (name, rule) in rules {
            guard let property = schema.properties?[name] else { continue }
            #expect(property.description == rule.summary, "\(path).\(name)")
            compare(property, rule.form, "\(path).\(name)")
        }
    }

    private func compare(_ schema: Schema, _ form: KeyForm, _ path: String) {
        switch form {
        case .table(let keys): compare(schema, keys, path)
        case .tables(let keys):
            #expect(schema.type == "array", "\(path)")
            if let items = schema.items {
                compare(items, keys, path)
            } else {
                Issue.record("\(path) has no items")
            }
        case .choice(let words): #expect(schema.words == words, "\(path)")
        case .choices(let words):
            #expect(schema.type == "array", "\(path)")
            #expect(schema.items?.words == words, "\(path)")
        case .text(let form):
            #expect(schema.type == "string", "\(path)")
            #expect(schema.pattern == form.pattern, "\(path)")
        case .texts(let form):
            #expect(schema.type == "array", "\(path)")
            #expect(schema.items?.pattern == form.pattern, "\(path)")
        case .textOrTexts: #expect(schema.anyOf?.map(\.type) == ["string", "array"], "\(path)")
        case .integer(let range):
            #expect(schema.type == "integer", "\(path)")
            #expect(schema.minimum == range.lowerBound && schema.maximum == range.upperBound, "\(path)")
        case .boolean: #expect(schema.type == "boolean", "\(path)")
        case .size, .duration: #expect(schema.anyOf?.map(\.type) == ["string", "integer"], "\(path)")
        case .mode, .owner: #expect(schema.pattern != nil, "\(path)")
        case .named(let keys):
            #expect(schema.additionalProperties == false, "\(path)")
            if let value = schema.patternProperties?.values.first {
                compare(value, keys, path)
            } else {
                Issue.record("\(path) has no values")
            }
        case .textsOrTables(let form, let keys):
            #expect(schema.items?.anyOf?.first?.pattern == form.pattern, "\(path)")
            if let table = schema.items?.anyOf?.last {
                compare(table, keys, path)
            } else {
                Issue.record("\(path) has no tables")
            }
        case .modes, .owners, .capabilities, .mirrors, .labels:
            #expect(schema.additionalProperties == false, "\(path)")
            #expect(schema.patternProperties?.count == 1, "\(path)")
        }
    }

    @Test func knownSystemsAreListedWhereGiven() throws {
        let text = RecipeSchema.text(knownSystems: ["b", "a"])
        let schema = try JSONDecoder().decode(Schema.self, from: Data(text.utf8))
        #expect(schema.properties?["base"]?.properties?["os"]?.words == ["a", "b"])
    }

    @Test func unsupportedKeysAreNoKeys() {
        var tables: [any TableKeys.Type] = [RecipeKey.self]
        while let keys = tables.popLast() {
            #expect(Set(keys.unsupported).isDisjoint(with: keys.rules.map(\.name)))
            for (_, rule) in keys.rules {
                switch rule.form {
                case .table(let inner), .tables(let inner): tables.append(inner)
                default: break
                }
            }
        }
    }

    /// A hint that is refused itself would be worse than none.
    @Test func everyExampleIsAccepted() {
        checkExamples(RecipeKey.self, in: "")
    }

    private func checkExamples(_ keys: any TableKeys.Type, in path: String) {
        for (name, rule) in keys.rules where name != "include" {
            let fault = Fixture.findings("", overrides: ["base.os=alpine"]) + example(path, name, rule)
            #expect(fault.isEmpty, "\(path)\(name) = \(rule.example)")
            switch rule.form {
            case .table(let inner): checkExamples(inner, in: "\(path)\(name).")
            default: break
            }
        }
    }

    private static let clusterKeys = ["method", "role"]

    private func example(_ path: String, _ name: String, _ rule: KeyRule) -> [String] {
        let source =
            path.hasPrefix("base.") && path != "base." && name != "source" ? "\(path)source = \"x\"\n" : ""
        let os = path + name == "base" || path + name == "base.os" ? "" : "base.os = \"alpine\"\n"
        let compression = path + name == "initrd.level" ? "initrd.compression = \"zstd\"\n" : ""
        let whose = path.hasPrefix("cluster.") ? Self.clusterKeys.filter { $0 != name } : []
        let cluster = whose.map { "cluster.\($0) = \"\($0 == "role" ? "agent" : "rke")\"\n" }.joined()
        let type = RootKey(rawValue: name)?.types?.first ?? .nbd
        let root = path == "root." && name != "type" ? "root.type = \"\(type.rawValue)\"\n" : ""
        return Fixture.findings(
            "\(os)\(source)\(compression)\(cluster)\(root)\(path)\(name) = \(rule.example)\n")
    }

    // Needs python3 with jsonschema and tomllib; where they are absent there is nothing to compare with.
    @Test(.enabled(if: python("import jsonschema, tomllib") == "")) func aValidatorAgrees() throws {
        let script = """
            import glob, json, os, sys, tomllib
            import jsonschema
            schema = json.load(open(sys.argv[1]))
            jsonschema.Draft4Validator.check_schema(schema)
            validator = jsonschema.Draft4Validator(schema)
            for path in sorted(glob.glob(os.path.join(sys.argv[2], "*.toml"))):
                try:
                    recipe = tomllib.load(open(path, "rb"))
                except Exception:
                    continue
                print(os.path.basename(path)[:-5], "good" if validator.is_valid(recipe) else "bad")
            """
        let own = Self.python(script, [Self.path.path, Self.recipes.path]).split(separator: "\n")
        #expect(!own.isEmpty && own.allSatisfy { $0.hasSuffix(" good") }, "\(own)")
        let output = Self.python(script, [Self.path.path, Fixture.folder.path])
        let verdicts = output.split(separator: "\n").map(String.init)
        // What a schema cannot see: paths given twice, circles, and what an included file would have to bring.
        let unseen: Set<String> = ["include-duplicate", "unicode"]
        #expect(verdicts.count > 10)
        for verdict in verdicts {
            let words = verdict.split(separator: " ").map(String.init)
            guard words.count == 2, !unseen.contains(words[0]) else { continue }
            let read = try? Fixture.read(words[0])
            #expect((read != nil) == (words[1] == "good"), "\(verdict)")
        }
    }

    /// What a script writes to its output; "failed" where it cannot run.
    private static func python(_ script: String, _ arguments: [String] = []) -> String {
        let words = ["python3", "-c", script] + arguments
        let quoted = words.map { "'" + $0.replacing("'", with: "'\\''") + "'" }.joined(separator: " ")
        guard let stream = popen("\(quoted) 2>/dev/null", "r") else { return "failed" }
        var output: [UInt8] = []
        var byte = fgetc(stream)
        while byte != EOF {
            output.append(UInt8(truncatingIfNeeded: byte))
            byte = fgetc(stream)
        }
        return pclose(stream) == 0 ? String(decoding: output, as: UTF8.self) : "failed"
    }
}
