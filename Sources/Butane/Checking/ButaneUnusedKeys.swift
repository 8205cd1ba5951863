import Provisioning
import Recipes

/// Keys that nothing reads, found as Butane does: by walking what was decoded beside the text.
///
/// It does not follow aliases and merged maps there, so that it warns of such maps themselves.
struct ButaneUnusedKeys {
    let language: ButaneLanguage
    private(set) var report = ButaneReport()

    init(_ language: ButaneLanguage) {
        self.language = language
    }

    mutating func check(_ value: ButaneNode, _ type: ButaneType, _ node: YAMLNode, path: String) {
        guard let pairs = node.pairs, !node.isAlias else {
            // ct does not mind.
            if language.isLegacy { return }
            report.add(
                ButaneRules.uncheckedKeys, at: node.position,
                "\(path.isEmpty ? "the document" : path) is \(node.isAlias ? "an alias" : node.described): "
                    + "its keys are not checked")
            return
        }
        let fields = ButaneSchema.fields(type, language)
        for pair in pairs where !fields.contains(where: { $0.name == pair.key }) {
            report.add(
                language.isLegacy ? LegacyRules.unknownKey : ButaneRules.unknownKey, at: pair.keyPosition,
                "unused key \(Self.name(path, pair.key))",
                hint: hint(pair.key, type, fields))
        }
        for field in fields {
            guard let inner = pairs.last(where: { $0.key == field.name })?.value else { continue }
            let name = Self.name(path, field.name)
            switch field.shape {
            case .object(let type): check(value.object(field.name), type, inner, path: name)
            case .optional(let type):
                if let object = value[field.name] { check(object, type, inner, path: name) }
            case .list(.object(let type)):
                guard let items = inner.items, !inner.isAlias else { continue }
                for (index, item) in value.list(field.name).enumerated() where items.indices.contains(index) {
                    check(item, type, items[index], path: "\(name).\(index)")
                }
            default: continue
            }
        }
    }

    private func hint(_ key: String, _ type: ButaneType, _ fields: [ButaneField]) -> String {
        let snake = key.unicodeScalars.map { scalar in
            ("A"..."Z").contains(scalar) ? "_" + String(scalar).lowercased() : String(scalar)
        }.joined()
        if snake != key, fields.contains(where: { $0.name == snake }) { return "Butane writes it \(snake)" }
        let known = fields.map(\.name)
        if language.isLegacy {
            return Spelling.nearest(key, among: known).map { "did you mean \"\($0)\"?" }
                ?? "known here: \(known.sorted().joined(separator: ", "))"
        }
        let languages = ButaneLanguage.all.filter { ButaneSchema.field(key, type, $0) != nil }
        if let other = languages.first(where: { $0.variant == language.variant }) {
            return "\(other.variant) has it from version \(other.version) on"
        }
        if let other = languages.first { return "only the variant \(other.variant) has it" }
        return Spelling.nearest(key, among: known).map { "did you mean \"\($0)\"?" }
            ?? "known here: \(known.sorted().joined(separator: ", "))"
    }

    private static func name(_ path: String, _ key: String) -> String {
        path.isEmpty ? key : "\(path).\(key)"
    }
}
