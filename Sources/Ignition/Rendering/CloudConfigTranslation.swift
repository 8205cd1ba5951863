import Provisioning
import Recipes

/// A cloud-config for a system that reads only Ignition, such as Fedora CoreOS: what kimage's translation
/// carries over, and what would be lost.
package struct CloudConfigTranslation: Dialect {
    private let specs: IgnitionSpecs

    package init(specs: IgnitionSpecs = .fedoraCoreOS) {
        self.specs = specs
    }

    package var title: String { "\(specs.title): cloud-config, translated to Ignition \(specs.writes)" }

    package var rules: [CheckRule] { TranslationRules.all }

    package func check(_ document: ConfigDocument, delivery: Delivery) -> [CheckFinding] {
        let start = SourcePosition(file: document.file, line: 1 + document.lineOffset, column: 1)
        var findings = [
            CheckFinding(TranslationRules.translated, at: start, TranslationRules.translated.summary)
        ]
        guard let text = String(validating: document.bytes, as: UTF8.self) else {
            let words = "\(TranslationRules.notYAML.summary): it is not UTF-8 text"
            return findings + [CheckFinding(TranslationRules.notYAML, at: start, words)]
        }
        do {
            let mark = text.hasPrefix("\u{feff}") ? 1 : 0
            let node = try YAMLReader.read(
                String(text.dropFirst(mark)), file: document.file, lineOffset: document.lineOffset)
            guard let node else { return findings }
            guard let pairs = node.pairs else {
                let words = "a cloud-config must be a map of keys; found \(node.described)"
                return findings + [CheckFinding(TranslationRules.notYAML, at: node.position ?? start, words)]
            }
            var translator = CloudConfigTranslator(specs.writes)
            translator.translate(CloudConfig(pairs: pairs))
            findings += translator.findings
        } catch {
            findings.append(
                CheckFinding(TranslationRules.notYAML, at: error.position, error.message, hint: error.hint))
        }
        return findings
    }
}
