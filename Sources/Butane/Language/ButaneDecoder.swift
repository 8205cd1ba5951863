import Provisioning
import Recipes

/// Fills Butane's structures from YAML as go-yaml v3 does: a value of a wrong type and a key that is there
/// twice are errors, an empty value (null) is none, `<<` merges what is not there already, unknown keys are
/// not looked at.
struct ButaneDecoder {
    let language: ButaneLanguage
    private(set) var findings: [CheckFinding] = []

    init(_ language: ButaneLanguage) {
        self.language = language
    }

    /// The value; nil where it is empty or wrong.
    mutating func value(_ node: YAMLNode, _ shape: ButaneShape, name: String) -> ButaneNode? {
        if ButaneScalar.isNull(node) { return language.isLegacy ? legacyNull(node, shape) : nil }
        switch (shape, node.content) {
        case (.list(let item), .sequence(let items)):
            let values = items.compactMap { node in
                value(node, item, name: "an item of \(name)")
                    // An older package keeps the place of what is empty.
                    ?? (language.isLegacy && ButaneScalar.isNull(node) ? Self.zero(item, node) : nil)
            }
            return ButaneNode(.list(values), at: node.position)
        case (.object(let type), .mapping(let pairs)), (.optional(let type), .mapping(let pairs)):
            guard checkUnique(pairs) else { return nil }
            var fields: [String: ButaneNode] = [:]
            var done: Set<String> = []
            fill(&fields, &done, pairs, type, path: name)
            return ButaneNode(.object(fields), at: node.position)
        case (.text, .scalar), (.whole, .scalar), (.flag, .scalar):
            return scalar(node, shape, name: name)
        default:
            mismatch(node, shape, name: name)
            return nil
        }
    }

    /// An older package takes only an empty value and `null` for nothing; `~` gives a pointer to zero.
    private func legacyNull(_ node: YAMLNode, _ shape: ButaneShape) -> ButaneNode? {
        ["", "null"].contains(node.text) ? nil : Self.zero(shape, node)
    }

    private static func zero(_ shape: ButaneShape, _ node: YAMLNode) -> ButaneNode? {
        switch shape {
        case .text: ButaneNode(.text(""), at: node.position)
        case .whole: ButaneNode(.whole(0), at: node.position)
        case .flag: ButaneNode(.flag(false), at: node.position)
        case .object, .optional: ButaneNode(.object([:]), at: node.position)
        case .list: nil
        }
    }

    private mutating func scalar(_ node: YAMLNode, _ shape: ButaneShape, name: String) -> ButaneNode? {
        do throws(ButaneScalar.Fault) {
            let content: ButaneNode.Content? =
                switch shape {
                case _ where language.isLegacy: try LegacyScalar.value(node, shape)
                case .text: try ButaneScalar.text(node).map { .text($0) }
                case .whole: try ButaneScalar.whole(node).map { .whole($0) }
                case .flag: try ButaneScalar.flag(node).map { .flag($0) }
                default: nil
                }
            if let content { return ButaneNode(content, at: node.position) }
            mismatch(node, shape, name: name)
        } catch {
            findings.append(
                CheckFinding(
                    language.isLegacy ? LegacyRules.yaml : ButaneRules.yaml, at: node.position, error.message)
            )
        }
        return nil
    }

    private mutating func fill(
        _ fields: inout [String: ButaneNode], _ done: inout Set<String>, _ pairs: [YAMLPair],
        _ type: ButaneType,
        path: String
    ) {
        var merges: [YAMLNode] = []
        for pair in pairs {
            if pair.key == "<<", pair.isPlainKey {
                merges.append(pair.value)
                continue
            }
            // An older package takes the last of several.
            guard done.insert(pair.key).inserted || language.isLegacy,
                let field = ButaneSchema.field(pair.key, type, language)
            else {
                continue
            }
            let name = path.isEmpty ? pair.key : "\(path).\(pair.key)"
            let value = value(pair.value, field.shape, name: name)
            if language.isLegacy, let value, let old = fields[pair.key],
                case .object(let new) = value.content,
                case .object(let known) = old.content
            {
                // A map that is there twice is filled twice.
                fields[pair.key]?.content = .object(known.merging(new) { _, last in last })
            } else {
                fields[pair.key] = value
            }
        }
        guard let merge = merges.last else { return }
        let sources = merge.pairs.map { _ in [merge] } ?? (merge.isAlias ? nil : merge.items) ?? []
        if sources.isEmpty && merge.items?.isEmpty != true || sources.contains(where: { $0.pairs == nil }) {
            findings.append(
                CheckFinding(
                    language.isLegacy ? LegacyRules.yaml : ButaneRules.yaml, at: merge.position,
                    "map merge requires map or sequence of maps as the value"))
            return
        }
        for source in sources {
            guard let pairs = source.pairs, checkUnique(pairs) else { continue }
            fill(&fields, &done, pairs, type, path: path)
        }
    }

    private mutating func checkUnique(_ pairs: [YAMLPair]) -> Bool {
        if language.isLegacy { return true }
        var seen: Set<String> = []
        var isUnique = true
        for pair in pairs where !seen.insert(pair.key).inserted {
            isUnique = false
            findings.append(
                CheckFinding(
                    ButaneRules.duplicateKey, at: pair.keyPosition, "the key \"\(pair.key)\" is already there"
                ))
        }
        return isUnique
    }

    private mutating func mismatch(_ node: YAMLNode, _ shape: ButaneShape, name: String) {
        let what = name.isEmpty ? "the document" : name
        var hint: String?
        if shape == .whole, case .scalar(let text, plain: false) = node.content {
            hint = "write it without quotes: \(text)"
        }
        findings.append(
            CheckFinding(
                language.isLegacy ? LegacyRules.wrongType : ButaneRules.wrongType, at: node.position,
                "\(what) must be \(shape.described); found \(node.described)", hint: hint))
    }
}
