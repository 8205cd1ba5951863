import Provisioning
import Recipes

/// What PyYAML has against a text that libyaml may well take.
enum PyYAMLText {
    static func findings(_ document: ConfigDocument) -> [CheckFinding] {
        func place(_ line: Int, _ column: Int) -> SourcePosition {
            SourcePosition(file: document.file, line: line + document.lineOffset, column: column)
        }
        var found: [CheckFinding] = []
        if let tab = PyYAMLTabs.firstFault(document.bytes) {
            found.append(
                CheckFinding(
                    CloudInitDocumentRules.tab, at: place(tab.line, tab.column),
                    "a tab stands between words of the YAML"))
        }
        if let line = PyYAMLDocuments.second(document.bytes) {
            found.append(
                CheckFinding(
                    CloudInitDocumentRules.secondDocument, at: place(line, 1), "a second document begins here"
                ))
        }
        return found
    }

    /// What stands behind the end of the document, of which a reader of the first document alone knows nothing.
    static func trailing(_ document: ConfigDocument) -> [CheckFinding] {
        do throws(Diagnostic) {
            _ = try YAMLReader.read(document.bytes, file: document.file, lineOffset: document.lineOffset)
            return []
        } catch {
            // The same reader also refuses keys that stand twice, which PyYAML takes.
            guard error.message.contains("document start") || error.message.contains("another document")
            else { return [] }
            return [CheckFinding(CloudInitDocumentRules.secondDocument, at: error.position, error.message)]
        }
    }
}
