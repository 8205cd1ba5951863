import Provisioning
import Recipes

/// Clear Linux's cloud-config as micro-config-drive's `ucd -u FILE` reads it: a tree of libyaml's events, a handler for
/// each known key, no types.
package struct ClearDialect: Dialect {
    package let title = "Clear Linux (ucd 48)"

    package init() {}

    package var rules: [CheckRule] {
        ClearDocumentRules.all + ClearBlockRules.all + ClearCommandRules.all + ClearFileRules.all
            + ClearUserRules.all
    }

    package func check(_ document: ConfigDocument, delivery: Delivery) -> [CheckFinding] {
        let bytes = document.bytes
        func refused(_ rule: CheckRule, _ message: String) -> [CheckFinding] {
            [CheckFinding(rule, at: document.start, message)]
        }
        if bytes.isEmpty { return refused(ClearDocumentRules.empty, "the file is empty") }
        if bytes.starts(with: [0x1f, 0x8b]) {
            return refused(ClearDocumentRules.compressed, "the file is compressed with gzip")
        }
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) {
            return refused(ClearDocumentRules.mark, "the file begins with a byte order mark")
        }
        // A script is run by the shell as it stands; there is nothing to check.
        if bytes.starts(with: "#!".utf8) { return [] }
        guard bytes.starts(with: "#cloud-config".utf8) else {
            return refused(
                ClearDocumentRules.header, "the first line is neither \"#cloud-config\" nor \"#!\"")
        }
        return body(document)
    }

    private func body(_ document: ConfigDocument) -> [CheckFinding] {
        let root: YAMLNode?
        do throws(Diagnostic) {
            root = try YAMLReader.read(
                document.bytes, file: document.file, lineOffset: document.lineOffset, duplicates: .keepAll)
        } catch {
            return [
                CheckFinding(ClearDocumentRules.yaml, at: error.position, error.message, hint: error.hint)
            ]
        }
        var checker = ClearChecker()
        if let line = PyYAMLDocuments.second(document.bytes) {
            let place = SourcePosition(file: document.file, line: line + document.lineOffset, column: 1)
            checker.report(ClearDocumentRules.secondDocument, at: place, "a second document begins here")
        }
        checker.check(root, start: document.start)
        return checker.findings.inOrder
    }
}
