import Provisioning
import Recipes

/// Writes a portable cloud-config, and what a registry and a cluster add, as an Ignition configuration.
package enum IgnitionRenderer {
    /// The configuration in spec 2.2 to 2.4 or 3.0 and later; throws everything that cannot be carried over.
    ///
    /// `allowed` are the ids of rules whose findings do not stop it: what they name is left out.
    package static func render(
        _ config: CloudConfig, _ additions: NodeAdditions = NodeAdditions(), version: IgnitionVersion,
        allowing allowed: Set<String> = []
    ) throws(Diagnostics) -> IgnitionRendering {
        guard TypeTable.of(version) != nil, version >= IgnitionVersion(2, 2) else {
            throw Diagnostics([
                Diagnostic(
                    at: nil, "kimage writes Ignition 2.2.0 to 2.4.0 and 3.0.0 or later, not \(version)")
            ])
        }
        var translator = CloudConfigTranslator(version)
        translator.translate(config)
        translator.add(additions)
        translator.draft.addScripts()
        let isStopped = { (finding: CheckFinding) in
            finding.rule.isError && !allowed.contains(finding.rule.id)
        }
        if translator.findings.contains(where: isStopped) {
            throw Diagnostics(translator.findings.map(\.diagnostic))
        }
        let node = translator.draft.node(version)
        try check(node, version)
        return IgnitionRendering(config: node, findings: translator.findings)
    }

    /// Holds what was written against the rules of its version: a value of the user's could still break one.
    private static func check(_ node: JSONNode, _ version: IgnitionVersion) throws(Diagnostics) {
        let specs: IgnitionSpecs = version.major == 2 ? .second : .current
        let faults = IgnitionDialect(specs: specs).check(node).filter {
            $0.rule.verdicts[.validate] == .reject
        }
        guard !faults.isEmpty else { return }
        throw Diagnostics(
            faults.map { fault in
                Diagnostic(
                    at: fault.position,
                    "Ignition \(version) would refuse the translated configuration: \(fault.message)",
                    hint: fault.hint ?? fault.rule.remedy, rule: fault.rule.id)
            })
    }
}
