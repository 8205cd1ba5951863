import Ignition
import Provisioning
import Recipes

/// A Container Linux Config: the YAML that ct 0.9.0 turned into Ignition 2.2.0, for the last releases of
/// Container Linux.
///
/// An unknown key is a warning, as with ct; `ct -strict` makes an error of it.
package struct ContainerLinuxConfig: Sendable, Equatable {
    /// The Ignition configuration; every value has the place in the YAML that it comes from. nil where ct
    /// refuses.
    package private(set) var ignition: JSONNode?
    package private(set) var findings: [CheckFinding]

    /// Reads and translates a configuration; `files` are what `local` names, by path below the folder of
    /// files.
    package init(_ document: ConfigDocument, files: [String: ButaneFile]? = nil) {
        var report = ButaneReport()
        ignition = Self.translate(document, ButaneFolder(files: files), &report)
        findings = report.findings
    }

    /// The Ignition configuration of a document; throws what is wrong with it, each with its line and column.
    package static func ignition(
        of document: ConfigDocument, files: [String: ButaneFile]? = nil
    ) throws(Diagnostics) -> JSONNode {
        let config = ContainerLinuxConfig(document, files: files)
        guard let ignition = config.ignition else { throw Diagnostics(config.findings.map(\.diagnostic)) }
        return ignition
    }

    private static func translate(
        _ document: ConfigDocument, _ folder: ButaneFolder, _ report: inout ButaneReport
    ) -> JSONNode? {
        let node: YAMLNode?
        do throws(Diagnostic) {
            node = try YAMLReader.read(
                document.bytes, file: document.file, lineOffset: document.lineOffset, duplicates: .keepAll)
            if let fault = GoYAMLSyntax.fault(
                in: node, of: document.bytes, file: document.file, lineOffset: document.lineOffset)
            {
                throw fault
            }
        } catch {
            report.add(LegacyRules.yaml, at: error.position, error.message, hint: error.hint)
            return nil
        }
        let start = SourcePosition(file: document.file, line: 1 + document.lineOffset, column: 1)
        var decoder = ButaneDecoder(.legacy)
        let config = node.flatMap { decoder.value($0, .object(.config), name: "") } ?? .empty
        report.add(contentsOf: decoder.findings)
        if report.isFatal { return nil }
        if let node {
            var keys = ButaneUnusedKeys(.legacy)
            keys.check(config, .config, node, path: "")
            report.add(contentsOf: keys.report.findings)
        } else {
            report.add(LegacyRules.empty, at: start, "the configuration is empty")
        }
        var validator = LegacyValidator()
        validator.check(config)
        report.add(contentsOf: validator.report.findings)
        if report.isFatal { return nil }
        var translator = LegacyTranslator(folder)
        let ignition = translator.translate(config)
        report.add(contentsOf: translator.report.findings)
        if report.isFatal { return nil }
        report.add(contentsOf: IgnitionDialect(specs: .containerLinux).check(ignition))
        return report.isFatal ? nil : ignition
    }
}
