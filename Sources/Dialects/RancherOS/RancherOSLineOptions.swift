import Provisioning
import Recipes

/// The options of a kernel command line taken together, as the loader merges them.
struct RancherOSLineOptions {
    let version: RancherOSVersion
    let isDiskless: Bool

    func findings(_ options: [RancherOSOption]) -> [CheckFinding] {
        var findings: [CheckFinding] = []
        for (index, option) in options.enumerated() {
            let isRepeated = options[(index + 1)...].contains { $0.name == option.name }
            if isRepeated, !Self.isLookedUp(option.name) {
                findings.append(
                    CheckFinding(
                        RancherOSRules.lineOverwritten, at: option.position,
                        "\"\(option.name)\" comes again; only the last one counts"))
                continue
            }
            findings += judge(option)
        }
        return findings
    }

    /// Options that are looked for in the line itself and may come more than once.
    private static func isLookedUp(_ name: String) -> Bool {
        ["rancher.autologin", "rancher.password"].contains(name)
    }

    private func judge(_ option: RancherOSOption) -> [CheckFinding] {
        if Self.isLookedUp(option.name) { return [] }
        if option.name == "rancher.state.formatzero" {
            return [
                CheckFinding(
                    RancherOSRules.lineFormatzero, at: option.position,
                    "\"rancher.state.formatzero\" was removed with v0.7.0")
            ]
        }
        if option.name == "ssh_authorized_keys", option.value.items == nil {
            return [
                CheckFinding(
                    RancherOSRules.lineKeys, at: option.position,
                    "\"cc.ssh_authorized_keys\" is no list; it adds no key and removes those of the configuration"
                )
            ]
        }
        var findings = types(option)
        if isDiskless { findings += state(option) }
        if option.name == "rancher.cloud_init.datasources", !version.wantsQuotedLists {
            findings += (option.value.items ?? []).compactMap { item in
                item.string.flatMap { RancherOSNode.datasource($0, version, at: option.position) }
            }
            if version.losesDatasources, option.value.items != nil {
                findings.append(
                    CheckFinding(
                        RancherOSRules.datasourcesLost, at: option.position,
                        "RancherOS \(version.text) hands these datasources on only partly"))
            }
        }
        return findings
    }

    /// Converts the option as the loader does, alone: two options meet in one field only where the last one wins.
    private func types(_ option: RancherOSOption) -> [CheckFinding] {
        // Lists in quotes were right before v0.7.0, which unpacked them once more.
        if version.wantsQuotedLists { return [] }
        let root = option.keys.reversed().reduce(option.value) { inner, key in
            let name = CandiedNode(value: .string(key), text: key, position: option.position)
            return CandiedNode(
                value: .map([CandiedPair(key: name, value: inner)]), text: "", position: option.position)
        }
        var checker = GoTypeChecker()
        checker.check(root, RancherTypes.top(version), path: "", at: option.position)
        var letters: [CheckFinding] = []
        RancherOSTextFindings.characters(root, into: &letters)
        return checker.faults.compactMap { finding($0, option) } + letters.map { character($0, option) }
    }

    private func character(_ finding: CheckFinding, _ option: RancherOSOption) -> CheckFinding {
        if finding.rule == RancherOSRules.nonASCIIChanged { return finding }
        return CheckFinding(
            RancherOSRules.lineCharacters, at: option.position,
            "\"\(option.name)\" holds a letter that is not ASCII; init stops over it")
    }

    private func finding(_ fault: GoFault, _ option: RancherOSOption) -> CheckFinding? {
        switch fault.kind {
        case .unknownKey(let keys):
            let dotted = option.name.hasPrefix("rancher.network.interfaces.") && option.keys.count > 5
            if dotted {
                return CheckFinding(
                    RancherOSRules.lineInterface, at: option.position,
                    "\"\(option.name)\" names the interface \"\(option.keys[3])\" with a key \"\(option.keys[4])\""
                )
            }
            return CheckFinding(
                RancherOSRules.lineUnknown, at: option.position,
                "RancherOS \(version.text) knows no \"\(fault.path)\" and ignores it",
                hint: RancherOSKeys.known(fault.path, version)
                    ?? Spelling.nearest(fault.node.text, among: keys).map { "did you mean \"\($0)\"?" })
        case .otherCase:
            return nil
        case .wrongType where isDotted(option, fault):
            return CheckFinding(
                RancherOSRules.lineDots, at: option.position,
                "\"\(option.name)\" becomes a map within a map: every dot begins a new level; init stops over it"
            )
        case .wrongType(let expected) where isQuotedList(option):
            return CheckFinding(
                RancherOSRules.lineQuotes, at: option.position,
                "\"\(option.name)\" must be \(expected); the quotes around the brackets make one text of it")
        case .wrongType(let expected):
            return CheckFinding(
                RancherOSRules.lineType, at: option.position,
                "\"\(option.name)\" must be \(expected); found \(RancherOSSecrets.described(fault.node, at: fault.path)); init stops over it",
                hint: expected.hasPrefix("a list") ? "write the value in brackets: \(option.name)=[…]" : nil)
        case .emptyNumber, .emptyService, .commandSyntax:
            return CheckFinding(
                RancherOSRules.lineType, at: option.position,
                "the value of \"\(option.name)\" cannot be converted; init stops over it")
        }
    }

    /// A value that is a map where the type has no further level.
    private func isDotted(_ option: RancherOSOption, _ fault: GoFault) -> Bool {
        fault.node.pairs != nil && fault.path.split(separator: ".").count < option.keys.count
    }

    private func isQuotedList(_ option: RancherOSOption) -> Bool {
        guard let text = option.value.string else { return false }
        return text.hasPrefix("[") && (option.text.hasPrefix("\"") || option.text.hasPrefix("'"))
    }

    private func state(_ option: RancherOSOption) -> [CheckFinding] {
        guard option.keys.count == 3, option.keys[0] == "rancher", option.keys[1] == "state" else {
            return []
        }
        switch option.keys[2] {
        case "dev", "script", "autoformat": break
        case "wait", "required", "mdadm_scan", "lvm_scan", "cryptsetup":
            guard option.value.value == .bool(true) else { return [] }
        default: return []
        }
        return [
            CheckFinding(
                RancherOSRules.lineState, at: option.position,
                "\"\(option.name)\" makes a node without a disk look for one")
        ]
    }
}
