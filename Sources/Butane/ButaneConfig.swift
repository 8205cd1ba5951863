import Ignition
import Provisioning
import Recipes

/// A Butane configuration: YAML of the variants fcos (1.0.0 to 1.7.0) and flatcar (1.0.0, 1.1.0) and their
/// experimental versions, which becomes Ignition's JSON.
package struct ButaneConfig: Sendable, Equatable {
    /// The Ignition configuration; every value has the place in the YAML that it comes from. nil where Butane
    /// refuses.
    package private(set) var ignition: JSONNode?
    /// Everything that Butane says, and what is wrong with the Ignition configuration.
    package private(set) var findings: [CheckFinding]

    /// Reads and translates a configuration.
    ///
    /// `files` are what `local` and trees name, by path below the folder of files; nil where there is no such
    /// folder, and naming a local file is then an error.
    package init(_ document: ConfigDocument, files: [String: ButaneFile]? = nil) {
        var report = ButaneReport()
        ignition = Self.translate(document, ButaneFolder(files: files), &report)
        findings = report.findings
    }

    /// The Ignition configuration of a document; throws what is wrong with it, each with its line and column.
    package static func ignition(
        of document: ConfigDocument, files: [String: ButaneFile]? = nil
    ) throws(Diagnostics) -> JSONNode {
        let config = ButaneConfig(document, files: files)
        guard let ignition = config.ignition else { throw Diagnostics(config.findings.map(\.diagnostic)) }
        return ignition
    }

    private static func translate(
        _ document: ConfigDocument, _ folder: ButaneFolder, _ report: inout ButaneReport
    ) -> JSONNode? {
        let node: YAMLNode?
        do {
            node = try YAMLReader.read(
                document.bytes, file: document.file, lineOffset: document.lineOffset, duplicates: .keepAll)
        } catch {
            report.add(ButaneRules.yaml, at: error.position, error.message, hint: error.hint)
            return nil
        }
        let start = SourcePosition(file: document.file, line: 1 + document.lineOffset, column: 1)
        guard let language = language(node, start, &report), let node else { return nil }
        var decoder = ButaneDecoder(language)
        let config = decoder.value(node, .object(.config), name: "") ?? .empty
        report.add(contentsOf: decoder.findings)
        if report.isFatal { return nil }

        var keys = ButaneUnusedKeys(language)
        keys.check(config, .config, node, path: "")
        report.add(contentsOf: keys.report.findings)
        var validator = ButaneValidator(language)
        validator.check(config, .config, path: "")
        report.add(contentsOf: validator.report.findings)
        if report.isFatal { return nil }

        var translator = ButaneTranslator(language, folder)
        let ignition = translator.translate(config)
        report.add(contentsOf: translator.report.findings)
        guard let ignition else { return nil }
        checkClevis(config, language, &report)
        if report.isFatal { return nil }
        // A decimal mode has been told of already.
        let decimal = report.findings.filter { $0.rule == ButaneFileRules.decimalMode }.map(\.position)
        for finding in ButaneIgnition.check(ignition)
        where finding.rule.id != "ignition/mode-looks-octal" || !decimal.contains(finding.position) {
            report.add(finding)
        }
        return report.isFatal ? nil : ignition
    }

    /// The variant and version; nil with a finding where there are none.
    private static func language(
        _ node: YAMLNode?, _ start: SourcePosition, _ report: inout ButaneReport
    ) -> ButaneLanguage? {
        guard let node, !ButaneScalar.isNull(node) else {
            report.add(ButaneRules.noVariant, at: start, "the document is empty")
            return nil
        }
        var decoder = ButaneDecoder(ButaneLanguage.all[0])
        // Of the whole only these two are looked at.
        let pairs = node.pairs?.filter { ["variant", "version", "<<"].contains($0.key) }
        var head = node
        if let pairs { head.content = .mapping(pairs) }
        let values = decoder.value(head, .object(.config), name: "")
        report.add(contentsOf: decoder.findings)
        guard decoder.findings.isEmpty, let values else { return nil }
        let place = values["version"]?.position ?? node.position
        guard let variant = values.nonEmpty("variant") else {
            report.add(ButaneRules.noVariant, at: node.position, "there is no variant")
            return nil
        }
        guard let version = ButaneLanguage.normalized(values.text("version") ?? "") else {
            let text = values.text("version").map { "\"\($0)\"" } ?? "missing"
            report.add(ButaneRules.invalidVersion, at: place, "the version is \(text)")
            return nil
        }
        if ButaneLanguage.others.contains(variant) {
            report.add(
                ButaneRules.otherVariant, at: values["variant"]?.position,
                "the variant \(variant) is not supported here: fcos and flatcar are")
            return nil
        }
        let known = ButaneLanguage.all.filter { $0.variant == variant }
        guard let language = known.first(where: { $0.version == version }) else {
            let hint = known.isEmpty ? nil : "\(variant) has \(known.map(\.version).joined(separator: ", "))"
            report.add(ButaneRules.unknownVersion, at: place, "there is no \(variant) \(version)", hint: hint)
            return nil
        }
        return language
    }

    /// What Flatcar's variants filter out.
    private static func checkClevis(
        _ config: ButaneNode, _ language: ButaneLanguage, _ report: inout ButaneReport
    ) {
        guard !language.isFedora, language.minor < 2 else { return }
        for (index, luks) in config.object("storage").list("luks").enumerated() {
            guard let clevis = luks["clevis"], hasValue(clevis) else { continue }
            report.add(ButaneDiskRules.clevis, at: clevis.position, "storage.luks.\(index).clevis is given")
        }
    }

    /// True where anything is given that is not an empty list: `tpm2: false` counts.
    private static func hasValue(_ node: ButaneNode) -> Bool {
        switch node.content {
        case .object(let fields): fields.values.contains { hasValue($0) }
        case .list(let items): !items.isEmpty
        default: true
        }
    }
}
