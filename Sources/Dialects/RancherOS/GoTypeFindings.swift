import Provisioning
import Recipes

/// What the loader makes of a document's types, as findings.
struct GoTypeFindings {
    let version: RancherOSVersion
    /// Findings of the schema, which tells unknown keys better.
    let schemaFindings: [CheckFinding]

    func of(_ root: CandiedNode) -> [CheckFinding] {
        var checker = GoTypeChecker()
        checker.check(root, RancherTypes.top(version), path: "")
        let told = Set(
            schemaFindings.filter {
                [RancherOSRules.unknownKey, RancherOSRules.foreignKey, RancherOSRules.otherCase].contains(
                    $0.rule)
            }.compactMap(\.position))
        return checker.faults.compactMap { finding($0, told) }
    }

    private func finding(_ fault: GoFault, _ told: Set<SourcePosition>) -> CheckFinding? {
        let name = "\"\(fault.path)\""
        switch fault.kind {
        case .wrongType(let expected):
            return CheckFinding(
                RancherOSRules.wrongType, at: fault.position,
                "\(name) must be \(expected); found \(RancherOSSecrets.described(fault.node, at: fault.path)), over which RancherOS drops the whole file",
                hint: hint(fault))
        case .emptyNumber:
            return CheckFinding(
                RancherOSRules.emptyNumber, at: fault.position,
                "\(name) must be a whole number; \"\" crashes init")
        case .emptyService:
            return CheckFinding(
                RancherOSRules.emptyService, at: fault.position,
                "the service \(name) has no value; it crashes init")
        case .commandSyntax(let reason):
            return CheckFinding(
                RancherOSRules.commandSyntax, at: fault.position,
                "\(name) cannot be split into words: \(reason); RancherOS drops the whole file")
        case .unknownKey(let keys):
            if let position = fault.position, told.contains(position) { return nil }
            // A merge key has its own finding.
            if fault.node.text == "<<" { return nil }
            if let agent = agentArgument(fault) { return agent }
            return CheckFinding(
                RancherOSRules.unknownField, at: fault.position, "RancherOS knows no \(name) and skips it",
                hint: Spelling.nearest(fault.node.text, among: keys).map { "did you mean \"\($0)\"?" })
        case .otherCase:
            // Where the schema looks it has told; elsewhere the spelling makes no difference.
            return nil
        }
    }

    private func agentArgument(_ fault: GoFault) -> CheckFinding? {
        let arguments: Set<String> = [
            "server", "token", "ca-checksum", "ca_checksum", "worker", "etcd", "controlplane",
        ]
        guard fault.path.hasPrefix("rancher.services."), arguments.contains(fault.node.text) else {
            return nil
        }
        return CheckFinding(
            RancherOSRules.agentArguments, at: fault.position,
            "\"\(fault.path)\" is no key of a service; the agent starts without it")
    }

    private func hint(_ fault: GoFault) -> String? {
        if fault.path.hasPrefix("runcmd["), fault.node.pairs != nil {
            return "a colon and a blank make a map of it; write the command in quotes"
        }
        switch fault.node.value {
        case .bool, .int, .float, .time: return "write it in quotes"
        case .string where fault.path.hasSuffix("mounts") || fault.path.hasPrefix("mounts["):
            return "write each mount as a list of 4 texts"
        default: return nil
        }
    }
}
