import Provisioning
import Recipes

/// What is found wrong, each finding once.
struct ButaneReport {
    private(set) var findings: [CheckFinding] = []
    private var known: Set<String> = []

    /// True where Butane stops: it goes through its stages until one of them has an error.
    var isFatal: Bool { findings.contains { $0.rule.verdicts[.validate] == .reject } }

    mutating func add(_ rule: CheckRule, at position: SourcePosition?, _ message: String, hint: String? = nil)
    {
        add(CheckFinding(rule, at: position, message, hint: hint))
    }

    mutating func add(_ finding: CheckFinding) {
        let place = finding.position?.description ?? ""
        if known.insert("\(finding.rule.id) \(place) \(finding.message)").inserted {
            findings.append(finding)
        }
    }

    mutating func add(contentsOf findings: [CheckFinding]) {
        for finding in findings { add(finding) }
    }
}
