import Initramfs
import Provisioning
import Recipes

/// The cloud-config of Container Linux, as coreos-cloudinit v1.14.0 reads it: `-validate` line for line, and
/// what its apply stage does with what the validator lets pass.
package struct CoreOSCloudInitDialect: Dialect {
    package init() {}

    package var title: String { "\(CoreOSRules.program) (Container Linux)" }

    package var rules: [CheckRule] { CoreOSRules.all + CoreOSPatternRules.all + CoreOSBootRules.all }

    package func check(_ document: ConfigDocument, delivery: Delivery) -> [CheckFinding] {
        let findings = report(document).findings
        return findings.enumerated().sorted { left, right in
            let one = (left.element.position?.line ?? 0, left.element.position?.column ?? 0, left.offset)
            let two = (right.element.position?.line ?? 0, right.element.position?.column ?? 0, right.offset)
            return one < two
        }.map(\.element)
    }

    /// The lines that `coreos-cloudinit -validate` prints, without times, in the program's order of rules;
    /// nil where it dies of the input and prints no line.
    package func validatorLines(_ document: ConfigDocument) -> [String]? {
        let report = report(document)
        return report.dies ? nil : report.entries.map(\.description)
    }

    func report(_ document: ConfigDocument) -> CoreOSReport {
        var report = CoreOSReport()
        let start = SourcePosition(file: document.file, line: 1 + document.lineOffset, column: 1)
        let bytes = document.bytes
        if bytes.isEmpty || bytes.starts(with: Array("#!".utf8)) { return report }
        if Gunzip.hasMagic(bytes) { return unpacked(document, at: start) }
        guard Self.isCloudConfig(bytes) else {
            if Self.isIgnition(bytes) {
                report.add(
                    CheckFinding(CoreOSBootRules.ignition, at: start, "this is an Ignition configuration"))
            } else {
                report.add(
                    .init(line: 1, kind: "error", message: "must be \"#cloud-config\" or begin with \"#!\""),
                    CoreOSRules.header, at: start, hint: Self.headerHint(bytes))
            }
            return report
        }
        check(document, into: &report)
        return report
    }

    /// decompressIfGzip comes before the validator, so that its lines are those of the unpacked text; it is done once.
    private func unpacked(_ document: ConfigDocument, at start: SourcePosition) -> CoreOSReport {
        var report = CoreOSReport()
        do throws(Gunzip.Fault) {
            var inner = document
            inner.bytes = try Gunzip.contents(of: document.bytes, limit: UserDataBudget.bytes)
            if !Gunzip.hasMagic(inner.bytes) { report = self.report(inner) }
            report.add(
                CheckFinding(
                    CoreOSBootRules.gzip, at: start,
                    "compressed by gzip; the program unpacks it, and lines are those of the unpacked text"))
        } catch {
            switch error {
            case .damaged(let why):
                report.add(CheckFinding(CoreOSBootRules.gzipDamaged, at: start, "cannot be unpacked: \(why)"))
            case .tooLong(let limit):
                report.add(
                    CheckFinding(
                        CoreOSBootRules.gzip, at: start,
                        "unpacks to more than \(limit) bytes, and was not looked into"))
            }
        }
        return report
    }

    private func check(_ document: ConfigDocument, into report: inout CoreOSReport) {
        let document = Self.keepingMarks(document)
        do throws(Diagnostic) {
            let node = try YAMLReader.read(
                document.bytes, file: document.file, lineOffset: document.lineOffset, duplicates: .keepAll)
            if let fault = GoYAMLSyntax.fault(
                in: node, of: document.bytes, file: document.file, lineOffset: document.lineOffset)
            {
                throw fault
            }
            do throws(CoreOSYAMLFault) {
                let tree = try CoreOSTree.read(node, lines: CoreOSLines(document.bytes))
                CoreOSValidator.check(tree, into: &report)
                CoreOSBootCheck.check(tree, node, document, into: &report)
            } catch {
                Self.refuse(error.message, line: 1, at: node?.position, into: &report)
            }
        } catch {
            // The program prints libyaml's line, which counts from 0, and 1 where that is 0.
            let line = (error.position?.line ?? 1) - document.lineOffset - 1
            let words =
                error.message.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? error.message
            // Of what is no text at all it knows no line.
            let hasLine = !words.hasPrefix("control characters") && !words.contains("UTF-8")
            Self.refuse(
                words, line: hasLine ? max(line, 1) : 1, at: error.position, hint: error.hint, into: &report)
        }
    }

    /// The program's YAML package takes a byte order mark that is not the first character for a letter
    /// (is_bom looks at the wrong place); libyaml skips it. A letter of the same length stands in for it.
    private static func keepingMarks(_ document: ConfigDocument) -> ConfigDocument {
        let mark: [UInt8] = [0xef, 0xbb, 0xbf]
        var document = document
        var index = 1
        while index + 2 < document.bytes.count {
            if document.bytes[index] == 0xef, document.bytes[index..<index + 3].elementsEqual(mark) {
                document.bytes.replaceSubrange(index..<index + 3, with: [0xee, 0x80, 0x80])
            }
            index += 1
        }
        return document
    }

    /// A YAML error; the rules are then run on nothing, so that a line about the missing structure follows.
    private static func refuse(
        _ words: String, line: Int, at position: SourcePosition?, hint: String? = nil,
        into report: inout CoreOSReport
    ) {
        report.add(
            .init(line: line, kind: "error", message: words), CoreOSRules.yaml, at: position, hint: hint)
        CoreOSValidator.check(.none, into: &report, at: position)
    }

    /// True where the first line, without white space at its end, is the header.
    private static func isCloudConfig(_ bytes: [UInt8]) -> Bool {
        let line = String(decoding: bytes.prefix { $0 != 0x0a }, as: UTF8.self)
        var scalars = Substring(line).unicodeScalars
        while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        return String(scalars) == "#cloud-config"
    }

    private static func headerHint(_ bytes: [UInt8]) -> String? {
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) {
            return "the file begins with a BOM: save it without one"
        }
        let text = String(decoding: bytes.prefix(256), as: UTF8.self).lowercased()
        for (beginning, kind) in [
            ("content-type:", "a MIME message"), ("mime-version:", "a MIME message"),
            ("#include", "a list of URLs"),
            ("#cloud-config-archive", "an archive"), ("#cloud-boothook", "a boot hook"),
            ("## template:", "a template"), ("#part-handler", "a part handler"),
        ] where text.hasPrefix(beginning) {
            return
                "coreos-cloudinit takes no \(kind.drop { $0 != " " }.dropFirst()): write one #cloud-config or one script"
        }
        let words = Array("#cloud-config".utf8)
        let second = bytes.split(separator: 0x0a, omittingEmptySubsequences: false).prefix(20).dropFirst()
        return second.contains { $0.starts(with: words) }
            ? "#cloud-config stands below the first line: move it up" : nil
    }

    /// A JSON object with `ignition.version` or `ignitionVersion`; Go compares names without regard to case.
    private static func isIgnition(_ bytes: [UInt8]) -> Bool {
        guard let root = try? JSONReader.read(bytes, file: "") else { return false }
        func member(_ node: JSONNode, _ name: String) -> JSONNode? {
            guard case .object(let members) = node.content else { return nil }
            return members.last { $0.name.lowercased() == name }?.value
        }
        if case .number? = member(root, "ignitionversion")?.content { return true }
        if let ignition = member(root, "ignition"), case .string? = member(ignition, "version")?.content {
            return true
        }
        return false
    }
}
