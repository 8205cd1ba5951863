import Ignition
import Provisioning
import Recipes

/// Where Butane asks Ignition's own checks.
enum ButaneIgnition {
    /// What is wrong with the configuration that was made; positions are those of the YAML.
    static func check(_ root: JSONNode) -> [CheckFinding] {
        IgnitionDialect().check(root)
    }

    /// A configuration given inline to `ignition.config`: it is looked at where it has the version that is
    /// made.
    static func checkInlined(
        _ inline: ButaneNode, path: String, _ language: ButaneLanguage
    ) -> [CheckFinding] {
        let bytes = Array((inline.string ?? "").utf8)
        let name = path + ".inline"
        let root: JSONNode
        do {
            root = try JSONReader.read(bytes, file: "")
        } catch {
            return [
                CheckFinding(
                    ButaneIgnitionRules.inlined, at: inline.position, "\(name) is no JSON: \(error.message)")
            ]
        }
        let version = root["ignition"]?["version"]?.text ?? ""
        if version != language.ignition.description, ButaneLanguage.normalized(version) != nil {
            return [
                CheckFinding(
                    ButaneIgnitionRules.inlinedVersion, at: inline.position,
                    "\(name) is of version \(version), and \(language.ignition) is made")
            ]
        }
        return IgnitionDialect().check(root).map { finding in
            // Places within a text of the YAML are told as the text's.
            let rule =
                finding.rule.verdicts[.validate] == .reject ? ButaneIgnitionRules.inlined : finding.rule
            return CheckFinding(rule, at: inline.position, "\(name): \(finding.message)", hint: finding.hint)
        }
    }
}
