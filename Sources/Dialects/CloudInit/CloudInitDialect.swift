import Provisioning
import Recipes

/// cloud-init's `#cloud-config`, held against the schema of the version itself.
package struct CloudInitDialect: Dialect {
    package let version: CloudInitVersion
    private let schema: CloudInitSchema

    /// - Throws: a diagnostic where the embedded schema cannot be read, which a test rules out.
    package init(_ version: CloudInitVersion = .v22_4) throws(Diagnostic) {
        self.version = version
        schema = try CloudInitSchema(version)
    }

    package var title: String { "cloud-init \(version.rawValue)" }

    package var rules: [CheckRule] {
        let all =
            CloudInitHeaderRules.all + CloudInitPartRules.all + CloudInitDocumentRules.all
            + CloudInitSchemaRules.all + CloudInitTrapRules.all
        return all.map(version.adapted)
    }

    package func check(_ document: ConfigDocument, delivery: Delivery) -> [CheckFinding] {
        return findings(document).map { finding in
            var finding = finding
            finding.rule = version.adapted(finding.rule)
            return finding
        }
    }

    private func findings(_ document: ConfigDocument) -> [CheckFinding] {
        if CloudInitUserData.isWrapped(document) {
            return CloudInitUserData.findings(document, body: body)
        }
        let header = CloudInitHeader(document)
        return header.findings + (header.isCloudConfig ? body(document) : [])
    }

    private func body(_ document: ConfigDocument) -> [CheckFinding] {
        var findings = PyYAMLText.findings(document)
        let root: YAMLNode?
        do throws(Diagnostic) {
            root = try YAMLReader.read(
                document.bytes, file: document.file, lineOffset: document.lineOffset, duplicates: .keepAll)
        } catch {
            // A tab is told by its own rule, which says more than the parser.
            let rule = CloudInitDocumentRules.yaml
            return findings.isEmpty
                ? [CheckFinding(rule, at: error.position, error.message, hint: error.hint)] : findings
        }
        if findings.isEmpty { findings += PyYAMLText.trailing(document) }
        var constructor = PyYAMLConstructor()
        let value: PyYAMLValue
        do throws(PyYAMLFault) {
            value = try constructor.construct(root ?? YAMLNode(.scalar("", plain: true)))
        } catch {
            let rule = error.isCrash ? CloudInitDocumentRules.conversion : CloudInitDocumentRules.construction
            return findings + [CheckFinding(rule, at: error.position, error.message)]
        }
        findings += constructor.repeated.map { key in
            let name = key.text ?? key.described
            return CheckFinding(
                CloudInitDocumentRules.repeatedKey, at: key.position, "\"\(name)\" stands in this map already"
            )
        }
        guard let pairs = value.pairs else {
            let place = value.position ?? document.start
            return findings + [
                CheckFinding(
                    CloudInitDocumentRules.notMap, at: place,
                    "a map of keys is expected, found \(value.described)")
            ]
        }
        findings += schema.findings(value)
        findings += schema.unknownKeys(pairs)
        findings += CloudInitTraps.findings(value)
        return findings.inOrder
    }
}

extension ConfigDocument {
    /// The first character.
    var start: SourcePosition { SourcePosition(file: file, line: 1 + lineOffset, column: 1) }
}

extension [CheckFinding] {
    /// By line and column; findings of one place keep their order.
    var inOrder: [CheckFinding] {
        enumerated().sorted { left, right in
            let (one, two) = (left.element.position, right.element.position)
            return (one?.line ?? 0, one?.column ?? 0, left.offset) < (
                two?.line ?? 0, two?.column ?? 0, right.offset
            )
        }.map(\.element)
    }
}
