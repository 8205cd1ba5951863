import Provisioning
import Recipes

/// Finds the names that a version of the language does not have.
struct UnknownKeys {
    private let table: TypeTable

    init(_ table: TypeTable) {
        self.table = table
    }

    func check(_ report: inout ConfigReport) {
        // The parser that Ignition looks for names with makes numbers of numbers, and gives up where one is
        // too large.
        if Self.hasHugeNumber(report.root) { return }
        check(report.root, .config, at: ConfigPath(), &report)
    }

    private func check(
        _ node: JSONNode, _ type: IgnitionType, at path: ConfigPath, _ report: inout ConfigReport
    ) {
        guard let members = node.members else {
            if node.isNull, table.version.major == 3 { report.add(DocumentRules.nullObject, at: path) }
            return
        }
        // Spec 2.3 embeds the type of `tls`, so that the check looks for its keys one level higher.
        let isFlattened = type == .security && table.version == IgnitionVersion(2, 3)
        let fields = isFlattened ? table[.tls] : table[type]
        var seen: Set<String> = []
        for member in members where seen.insert(member.name).inserted {
            if fields.contains(where: { GoPath.equal($0.name, member.name) }) { continue }
            let nearest = Spelling.nearest(member.name, among: fields.map(\.name))
            report.add(
                DocumentRules.unknownKey, named: (path + member.name).description, at: member.namePosition,
                "\"\(member.name)\"", hint: nearest.map { "did you mean \"\($0)\"?" })
        }
        if isFlattened { return }
        for field in fields {
            guard let value = node[field.name] else { continue }
            switch field.shape {
            case .object(let inner):
                if field.isOptional, value.isNull { continue }
                check(value, inner, at: path + field.name, &report)
            case .list(.object(let inner)):
                for (index, item) in (value.items ?? []).enumerated() {
                    check(item, inner, at: path + field.name + index, &report)
                }
            default:
                continue
            }
        }
    }

    private static func hasHugeNumber(_ node: JSONNode) -> Bool {
        switch node.content {
        case .number(let text): Double(text)?.isFinite != true
        case .array(let items): items.contains(where: hasHugeNumber)
        case .object(let members): members.contains { hasHugeNumber($0.value) }
        default: false
        }
    }
}
