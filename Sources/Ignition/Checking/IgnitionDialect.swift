import Provisioning
import Recipes

/// Ignition's configuration language as one system's program reads it.
package struct IgnitionDialect: Dialect {
    private let specs: IgnitionSpecs

    package init(specs: IgnitionSpecs = .current) {
        self.specs = specs
    }

    package var title: String { specs.title }

    package var rules: [CheckRule] { IgnitionRules.all }

    package func check(_ document: ConfigDocument, delivery: Delivery) -> [CheckFinding] {
        let start = SourcePosition(file: document.file, line: 1 + document.lineOffset, column: 1)
        if document.bytes.isEmpty {
            return [CheckFinding(DocumentRules.empty, at: start, DocumentRules.empty.summary)]
        }
        do {
            let root = try JSONReader.read(
                document.bytes, file: document.file, lineOffset: document.lineOffset)
            return check(root)
        } catch {
            return [
                CheckFinding(DocumentRules.notJSON, at: error.position, error.message, hint: hint(document))
            ]
        }
    }

    /// The same for a configuration that was read already.
    package func check(_ root: JSONNode) -> [CheckFinding] {
        var report = ConfigReport(root)
        guard let table = table(&report), let types = TypeTable.of(table) else { return report.findings }
        var decoder = ConfigDecoder(types)
        let config = decoder.config(root)
        for mismatch in decoder.mismatches {
            report.add(
                DocumentRules.wrongType, named: mismatch.path.description, at: mismatch.node.position,
                "expected \(mismatch.wanted.described), found \(mismatch.node.described)")
        }
        UnknownKeys(types).check(&report)
        if decoder.mismatches.isEmpty {
            if table.major == 3 {
                var checks = ThirdGeneration(types, specs, report)
                checks.check(config, at: ConfigPath())
                report = checks.report
            } else {
                var checks = SecondGeneration(types, report)
                checks.check(config, at: ConfigPath())
                report = checks.report
            }
        }
        ConfigLint.check(config, &report)
        return report.findings.enumerated().sorted { left, right in
            let (a, b) = (left.element.position, right.element.position)
            return (a?.line ?? 0, a?.column ?? 0, left.offset) < (b?.line ?? 0, b?.column ?? 0, right.offset)
        }.map(\.element)
    }

    /// The version that the configuration is written in; nil where this program does not read it.
    private func table(_ report: inout ConfigReport) -> IgnitionVersion? {
        let place = ConfigPath() + "ignition" + "version"
        var stub = ConfigDecoder(TypeTable.stub)
        let text = stub.config(report.root).object("ignition", .ignition).text("version")
        if let mismatch = stub.mismatches.first {
            report.add(
                DocumentRules.wrongType, named: mismatch.path.description, at: mismatch.node.position,
                "expected \(mismatch.wanted.described), found \(mismatch.node.described)")
            return nil
        }
        guard let parsed = SemanticVersion(text) else {
            if specs.second != nil, text.isEmpty, report.root["ignitionVersion"]?.integer == 1 {
                report.add(DocumentRules.firstGeneration, at: ConfigPath() + "ignitionVersion")
            } else {
                report.add(DocumentRules.versionUnreadable, at: place, text.isEmpty ? nil : "\"\(text)\"")
            }
            return nil
        }
        guard let version = IgnitionVersion(parsed), specs.reads(version) else {
            report.add(
                DocumentRules.versionUnsupported, at: place, "\"\(text)\"",
                hint: "\(specs.title) reads \(specs.described)")
            return nil
        }
        return version
    }

    /// What the text seems to be instead of JSON.
    private func hint(_ document: ConfigDocument) -> String? {
        let text = document.bytes.prefix(64)
        if text.starts(with: [0xef, 0xbb, 0xbf]) { return "take the byte order mark away" }
        if text.starts(with: "#cloud-config".utf8) {
            return "this is a cloud-config; in a recipe, [cloud-config] translates it to Ignition"
        }
        if text.starts(with: "variant:".utf8) {
            return "this is a Butane file: kimage and butane translate it"
        }
        return nil
    }
}
