import Provisioning
import Recipes

/// Collects findings about one configuration.
struct ConfigReport {
    let root: JSONNode
    private(set) var findings: [CheckFinding] = []

    init(_ root: JSONNode) {
        self.root = root
    }

    /// A rule applies at a path; `detail` follows the rule's own words.
    mutating func add(_ rule: CheckRule, at path: ConfigPath, _ detail: String? = nil, hint: String? = nil) {
        add(rule, named: path.description, at: path.position(in: root), detail, hint: hint)
    }

    /// The same for a place that has another name or position.
    mutating func add(
        _ rule: CheckRule, named name: String, at position: SourcePosition?, _ detail: String? = nil,
        hint: String? = nil
    ) {
        let words = rule.summary + (detail.map { ": \($0)" } ?? "")
        findings.append(
            CheckFinding(
                rule, at: position, Self.printable(name.isEmpty ? words : "\(name): \(words)"), hint: hint))
    }

    /// Without control characters, which a terminal would obey.
    static func printable(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if scalar.value < 0x20 || (0x7f..<0xa0).contains(scalar.value) {
                result += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
