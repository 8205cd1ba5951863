import Provisioning
import Recipes

/// What `ros config validate` says of a document, as findings.
struct RancherSchemaFindings {
    let version: RancherOSVersion

    func of(_ root: CandiedNode) -> [CheckFinding] {
        var checker = RancherSchemaChecker()
        checker.check(root, RancherSchemaTable.top(version))
        return checker.faults.map(finding)
    }

    private func finding(_ fault: RancherSchemaFault) -> CheckFinding {
        let name = "\"\(fault.path)\""
        switch fault.kind {
        case .unknownKey(let keys):
            return unknown(fault, keys)
        case .wrongType(let expected):
            if fault.path.hasPrefix("write_files["), fault.path.hasSuffix("].permissions"),
                fault.node.value.jsonType == "integer" || fault.node.value.jsonType == "number"
            {
                let mode = CandiedText.written(fault.node.value) ?? ""
                return CheckFinding(
                    RancherOSRules.filePermissionsNumber, at: fault.position,
                    "\(name) must be a text; RancherOS makes mode \(mode) of \(fault.node.text)",
                    hint: "write \"\(fault.node.text)\" in quotes")
            }
            if fault.node.isNull, expected == "a map", isOfSystem(fault.path) {
                return CheckFinding(
                    RancherOSRules.nullWipes, at: fault.position,
                    "\(name) is empty: that deletes everything that the system has there",
                    hint: "give it a value or leave the key out")
            }
            return CheckFinding(
                RancherOSRules.schemaType, at: fault.position,
                "\(name) must be \(expected); found \(RancherOSSecrets.described(fault.node, at: fault.path))",
                hint: hint(fault))
        case .repeated:
            return CheckFinding(
                RancherOSRules.repeatedItem, at: fault.position,
                "\(name) repeats an item; \"ros config validate\" refuses it")
        case .keyNotText:
            return CheckFinding(
                RancherOSRules.keyNotText, at: fault.position,
                "the key \(fault.node.text.isEmpty ? "without a name" : fault.node.text) of \(name) is "
                    + (fault.node.isNull ? "empty" : "a \(fault.node.value.jsonType)") + ", not a text",
                hint: "write \"\(fault.node.text)\" in quotes")
        case .notJSON:
            return CheckFinding(
                RancherOSRules.notJSON, at: fault.position,
                "\(name) is \(fault.node.text), which \"ros config validate\" cannot take")
        }
    }

    /// `rancher` and the maps right below it, which the system's own configuration fills.
    private func isOfSystem(_ path: String) -> Bool {
        path == "rancher" || (path.hasPrefix("rancher.") && !path.dropFirst("rancher.".count).contains("."))
    }

    private func unknown(_ fault: RancherSchemaFault, _ keys: [String]) -> CheckFinding {
        let key = fault.node.text
        let parent =
            fault.path.dropLast(key.count).hasSuffix(".") ? String(fault.path.dropLast(key.count + 1)) : ""
        let place = parent.isEmpty ? "" : " in \"\(parent)\""
        if let foreign = RancherOSKeys.foreign[fault.path] {
            return CheckFinding(
                RancherOSRules.foreignKey, at: fault.position,
                "RancherOS has no key \"\(key)\"\(place) and skips it", hint: foreign)
        }
        if let same = keys.first(where: { $0 == key.lowercased() }) {
            return CheckFinding(
                RancherOSRules.otherCase, at: fault.position,
                "RancherOS has no key \"\(key)\"\(place); the node takes it for \"\(same)\", the validator refuses it",
                hint: "write \"\(same)\"")
        }
        let hint =
            RancherOSKeys.known(fault.path, version)
            ?? Spelling.nearest(key, among: keys).map { "did you mean \"\($0)\"?" }
        return CheckFinding(
            RancherOSRules.unknownKey, at: fault.position,
            "RancherOS \(version.text) has no key \"\(key)\"\(place) and skips it", hint: hint)
    }

    private func hint(_ fault: RancherSchemaFault) -> String? {
        if fault.path.hasSuffix(".registry_mirror"), fault.node.items != nil {
            return "RancherOS takes one mirror, as a text"
        }
        switch fault.node.value {
        case .null: return "give it a value or leave the key out"
        case .bool, .int, .float: return "write it in quotes if it is a text"
        case .string where fault.path.hasSuffix("cmd"): return "write it as a list with one item"
        default: return nil
        }
    }
}
