import Provisioning
import Recipes

/// A document's bytes: what is wrong with them before any value is looked at.
struct RancherOSText {
    let document: ConfigDocument
    /// The first document as the validator reads it; nil where there is none.
    private(set) var root: YAMLNode?
    /// The document as the loader reads it, where variables make it another.
    private(set) var loadedRoot: YAMLNode?
    private var problems: [CheckFinding] = []
    /// True for `#compose`, whose services are at the top.
    var isCompose = false

    init(_ document: ConfigDocument) {
        self.document = document
        let substituted = RancherOSVariables.replaced(document.bytes)
        root = read(document.bytes)
        if let substituted, root != nil || !problems.isEmpty {
            let line = RancherOSVariables.firstLine(document.bytes) + document.lineOffset
            problems.append(
                CheckFinding(
                    RancherOSRules.substitution,
                    at: SourcePosition(file: document.file, line: line, column: 1),
                    "a variable such as $private_ipv4 is replaced by nothing before the file is read"))
            loadedRoot = read(substituted)
        }
    }

    /// The first character of the document.
    var start: SourcePosition {
        SourcePosition(file: document.file, line: 1 + document.lineOffset, column: 1)
    }

    private mutating func read(_ bytes: [UInt8]) -> YAMLNode? {
        let file = document.file
        let offset = document.lineOffset
        do throws(Diagnostic) {
            let root = try YAMLReader.read(bytes, file: file, lineOffset: offset, duplicates: .keepAll)
            if let fault = GoYAMLSyntax.fault(in: root, of: bytes, file: file, lineOffset: offset) {
                throw fault
            }
            guard let root else {
                problems.append(CheckFinding(RancherOSRules.empty, at: start, "the file holds no YAML"))
                return nil
            }
            return checked(root)
        } catch {
            problems.append(
                CheckFinding(RancherOSRules.notYAML, at: error.position, error.message, hint: error.hint))
            return nil
        }
    }

    private mutating func checked(_ root: YAMLNode) -> YAMLNode? {
        switch root.content {
        case .mapping: return root
        case .scalar(let text, _) where CandiedScalar.nullWords.contains(text):
            problems.append(
                CheckFinding(
                    RancherOSRules.schemaType, at: root.position,
                    "the file must be a map; found an empty value"))
        case .scalar, .sequence:
            problems.append(
                CheckFinding(
                    RancherOSRules.notAMap, at: root.position,
                    "the file must be a map; found " + (root.items == nil ? "a plain text" : "a list")))
        }
        return nil
    }

    /// Findings of the text as a whole.
    var findings: [CheckFinding] {
        var findings = problems
        if isCompose {
            let broken = [RancherOSRules.notYAML, RancherOSRules.notAMap, RancherOSRules.empty]
            findings = problems.map { problem in
                guard broken.contains(problem.rule) else { return problem }
                return CheckFinding(
                    RancherOSRules.composeBroken, at: problem.position, problem.message, hint: problem.hint)
            }
        }
        if let line = firstCRLF {
            findings.append(
                CheckFinding(
                    RancherOSRules.crlf,
                    at: SourcePosition(file: document.file, line: line + document.lineOffset, column: 1),
                    "lines end in CR LF; \"ros config validate\" refuses the file"))
        }
        if root != nil, let line = furtherDocument {
            findings.append(
                CheckFinding(
                    RancherOSRules.furtherDocument,
                    at: SourcePosition(file: document.file, line: line + document.lineOffset, column: 1),
                    "RancherOS reads only the document above this line"))
        }
        return findings
    }

    /// Findings of a script, which is saved as it is.
    var scriptFindings: [CheckFinding] {
        guard document.bytes.prefix(while: { $0 != 0x0a }).last == 0x0d else { return [] }
        return [
            CheckFinding(
                RancherOSRules.scriptCRLF, at: start,
                "the interpreter's name ends in CR; the script does not run")
        ]
    }

    private var firstCRLF: Int? {
        var line = 1
        var previous: UInt8 = 0
        for byte in document.bytes {
            if byte == 0x0a {
                if previous == 0x0d { return line }
                line += 1
            }
            previous = byte
        }
        return nil
    }

    /// The line of a second `---`.
    private var furtherDocument: Int? {
        var isBegun = false
        for (index, line) in document.bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
            .enumerated()
        {
            if line.starts(with: Array("---".utf8)), line.count == 3 || line[line.startIndex + 3] <= 0x20 {
                if isBegun { return index + 1 }
                isBegun = true
            } else if let first = line.first(where: { $0 > 0x20 }), first != UInt8(ascii: "#"),
                first != UInt8(ascii: "%")
            {
                isBegun = true
            }
        }
        return nil
    }
}
