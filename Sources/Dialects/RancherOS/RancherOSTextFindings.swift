import Provisioning
import Recipes

/// Findings about keys and texts as such, wherever they stand.
enum RancherOSTextFindings {
    static func of(_ root: CandiedNode, _ reader: CandiedReader) -> [CheckFinding] {
        var findings = reader.replaced.map {
            CheckFinding(
                RancherOSRules.duplicateKey, at: $0.key.position,
                "the key \"\($0.key.text)\" comes again below; what stands here is lost")
        }
        findings += reader.mergeKeys.map {
            CheckFinding(RancherOSRules.mergeKey, at: $0.position, "\"<<\" merges nothing in RancherOS")
        }
        characters(root, into: &findings)
        return findings
    }

    /// Characters that the YAML writer cannot carry over.
    static func characters(_ node: CandiedNode, into findings: inout [CheckFinding]) {
        switch node.value {
        case .string(let text):
            if let finding = character(text, at: node.position) { findings.append(finding) }
        case .list(let items):
            for item in items { characters(item, into: &findings) }
        case .map(let pairs):
            for pair in pairs {
                characters(pair.key, into: &findings)
                characters(pair.value, into: &findings)
            }
        default:
            break
        }
    }

    private static func character(_ text: String, at position: SourcePosition?) -> CheckFinding? {
        if let bad = CandiedText.unprintable(text) {
            return CheckFinding(
                RancherOSRules.unprintable, at: position,
                "the text holds the character U+\(hex(bad)), over which RancherOS drops the whole file")
        }
        var changed: CheckFinding?
        for scalar in text.unicodeScalars where !scalar.isASCII {
            guard let result = CandiedText.rewritten(scalar) else {
                return CheckFinding(
                    RancherOSRules.nonASCII, at: position,
                    "the text holds \"\(scalar)\" (U+\(hex(scalar))), over which RancherOS drops the whole file"
                )
            }
            if result != scalar, changed == nil {
                changed = CheckFinding(
                    RancherOSRules.nonASCIIChanged, at: position,
                    "RancherOS makes \"\(result)\" (U+\(hex(result))) of \"\(scalar)\" (U+\(hex(scalar)))")
            }
        }
        return changed
    }

    private static func hex(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16).uppercased()
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
