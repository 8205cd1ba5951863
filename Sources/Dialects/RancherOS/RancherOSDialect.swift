import Initramfs
import Provisioning
import Recipes

/// cloud-config as RancherOS and BurmillaOS really read it: their validator, their loader, their reader of user-data
/// and the program that carries it out, each with its own idea of what is right.
package struct RancherOSDialect: Dialect {
    package let version: RancherOSVersion
    /// True for a node without a state disk, where some keys make no sense.
    package let isDiskless: Bool

    /// `version` as in `1.5.8` or `v2.0.5`; BurmillaOS counts from 2.0.
    package init(version: String, isBurmilla: Bool, isDiskless: Bool = true) {
        self.version = RancherOSVersion(version, isBurmilla: isBurmilla)
        self.isDiskless = isDiskless
    }

    package var title: String {
        (version.isBurmilla ? "BurmillaOS " : "RancherOS ") + version.text + " (ros)"
    }

    package var rules: [CheckRule] { RancherOSRules.all }

    package func check(_ document: ConfigDocument, delivery: Delivery) -> [CheckFinding] {
        if delivery == .userData, case .compressed = RancherOSUserData(document.bytes) {
            return compressed(document)
        }
        return plain(document, delivery: delivery)
    }

    /// cloud-init-save unpacks once and judges what comes out like any other user-data.
    private func compressed(_ document: ConfigDocument) -> [CheckFinding] {
        let start = RancherOSText(document).start
        do throws(Gunzip.Fault) {
            var inner = document
            inner.bytes = try Gunzip.contents(of: document.bytes, limit: UserDataBudget.bytes)
            return [
                CheckFinding(
                    RancherOSRules.compressed, at: start,
                    "the user-data is compressed; RancherOS unpacks it, and lines are those of the unpacked text"
                )
            ] + plain(inner, delivery: .userData)
        } catch {
            switch error {
            case .damaged(let why):
                return [
                    CheckFinding(
                        RancherOSRules.compressedDamaged, at: start,
                        "the user-data cannot be unpacked: \(why)")
                ]
            case .tooLong(let limit):
                return [
                    CheckFinding(
                        RancherOSRules.compressed, at: start,
                        "the user-data unpacks to more than \(limit) bytes and was not looked into")
                ]
            }
        }
    }

    private func plain(_ document: ConfigDocument, delivery: Delivery) -> [CheckFinding] {
        var text = RancherOSText(document)
        var findings: [CheckFinding] = []
        if delivery == .userData {
            switch RancherOSUserData(document.bytes) {
            case .cloudConfig: break
            case .script: return text.scriptFindings
            case .compressed:
                return [
                    CheckFinding(
                        RancherOSRules.headerUnknown, at: text.start,
                        "what was unpacked is compressed again, and RancherOS unpacks once")
                ]
            case .compose: text.isCompose = true
            case .unknown(let rule, let message):
                findings.append(CheckFinding(rule, at: text.start, message))
                if rule != RancherOSRules.headerMissing { return findings }
            }
        }
        findings += text.findings
        guard let root = text.root else { return sorted(findings) }
        let written = body(root, delivery: delivery, isCompose: text.isCompose)
        guard let loadedRoot = text.loadedRoot else { return sorted(findings + written) }
        // The validator reads the text as it is written, the loader with its variables replaced.
        let loaded = body(loadedRoot, delivery: delivery, isCompose: text.isCompose)
        findings += written.filter { $0.rule.verdicts[.validate] != nil || $0.rule.verdicts[.load] == nil }
        findings += loaded.filter { $0.rule.verdicts[.validate] == nil || $0.rule.verdicts[.load] != nil }
        return sorted(findings)
    }

    /// What is found in the document's values.
    private func body(_ node: YAMLNode, delivery: Delivery, isCompose: Bool) -> [CheckFinding] {
        var reader = CandiedReader()
        var root = reader.root(node)
        var findings = RancherOSTextFindings.of(root, reader)
        if isCompose {
            // The services become rancher.services of a new document, which no validator sees.
            let services = CandiedNode(value: root.value, text: "", position: root.position)
            let rancher = CandiedPair(
                key: CandiedNode(value: .string("services"), text: "services", position: root.position),
                value: services)
            let top = CandiedPair(
                key: CandiedNode(value: .string("rancher"), text: "rancher", position: root.position),
                value: CandiedNode(value: .map([rancher]), text: "", position: root.position))
            root = CandiedNode(value: .map([top]), text: "", position: root.position)
        } else {
            findings += RancherSchemaFindings(version: version).of(root)
        }
        findings = joined(findings, GoTypeFindings(version: version, schemaFindings: findings).of(root))
        findings += RancherOSApplying(version: version).findings(root)
        findings += RancherOSNode(version: version, isDiskless: isDiskless, delivery: delivery).findings(root)
        return findings
    }

    /// A wrong type that the validator sees too is told once.
    private func joined(_ schema: [CheckFinding], _ types: [CheckFinding]) -> [CheckFinding] {
        var schema = schema
        let types = types.map { finding -> CheckFinding in
            guard finding.rule == RancherOSRules.wrongType, let position = finding.position,
                let index = schema.firstIndex(where: {
                    $0.rule == RancherOSRules.schemaType && $0.position == position
                })
            else { return finding }
            let other = schema.remove(at: index)
            return CheckFinding(
                RancherOSRules.refusedType, at: position, finding.message, hint: other.hint ?? finding.hint)
        }
        return schema + types
    }

    /// In the order of the text, each place and rule once.
    private func sorted(_ findings: [CheckFinding]) -> [CheckFinding] {
        var seen: Set<String> = []
        let unique = findings.filter { finding in
            let place = finding.position.map { "\($0.line):\($0.column)" } ?? ""
            return seen.insert(finding.rule.id + " " + place + " " + finding.message).inserted
        }
        return unique.enumerated().sorted { left, right in
            let first = left.element.position
            let second = right.element.position
            return (first?.line ?? 0, first?.column ?? 0, left.offset)
                < (second?.line ?? 0, second?.column ?? 0, right.offset)
        }.map(\.element)
    }
}
