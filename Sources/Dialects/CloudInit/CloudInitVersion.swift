import Provisioning

/// A version of cloud-init whose schema is known here.
package enum CloudInitVersion: String, Sendable, CaseIterable {
    /// Debian 12's.
    case v22_4 = "22.4"
    /// Debian 13's.
    case v25_1 = "25.1"

    /// The newest known that is not newer than a version such as `24.1.3`; nil for one that is older than all.
    package init?(notAfter version: String) {
        let numbers = Self.numbers(version)
        guard let found = Self.allCases.last(where: { Self.numbers($0.rawValue) <= numbers }) else {
            return nil
        }
        self = found
    }

    private static func numbers(_ version: String) -> (Int, Int) {
        let parts = version.split(separator: ".").map { Int($0.prefix { $0.isNumber }) ?? 0 }
        return (parts.first ?? 0, parts.dropFirst().first ?? 0)
    }

    /// A rule as this version has it.
    ///
    /// Since 23.4 the schema knows all keys at the top, and `cloud-init schema` looks at the beginning as the node does:
    /// it passes over white space and capitals, and over user-data of other forms.
    func adapted(_ rule: CheckRule) -> CheckRule {
        guard self == .v25_1 else { return rule }
        var rule = rule
        switch rule.id {
        case CloudInitSchemaRules.unknownKey.id:
            rule.isError = true
            rule.verdicts[.validate] = .reject
            rule.consequence =
                "`cloud-init schema` refuses it. At boot cloud-init logs it and ignores the key."
        case CloudInitHeaderRules.form.id:
            rule.isError = false
            rule.verdicts[.validate] = nil
            rule.consequence =
                "cloud-init takes it, but RancherOS, Clear and older versions of cloud-init do not."
        case CloudInitHeaderRules.otherForm.id:
            rule.verdicts[.validate] = .warn
            rule.consequence = "cloud-init on the node takes it; `cloud-init schema` does not look into it."
        default: break
        }
        return rule
    }
}
