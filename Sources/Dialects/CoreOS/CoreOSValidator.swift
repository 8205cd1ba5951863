import Provisioning
import Recipes

/// The rules of config/validate/rules.go, in its order.
enum CoreOSValidator {
    /// `place` is where findings about a tree that is not there go.
    static func check(_ tree: CoreOSNode, into report: inout CoreOSReport, at place: SourcePosition? = nil) {
        var root = tree
        root.position = tree.position ?? place
        checkDiscovery(root, &report)
        checkEncoding(root, &report)
        checkStructure(root, CoreOSField("", CoreOSSchema.root), path: "", &report)
        checkValidity(root, CoreOSField("", CoreOSSchema.root), &report)
        checkPaths(root, &report)
        let misplaced = root.child("coreos").child("write_files")
        if misplaced.value != .invalid {
            report.add(
                .init(line: misplaced.line, kind: "info", message: "write_files doesn't belong under coreos"),
                CoreOSRules.misplacedFiles, at: misplaced.position)
        }
    }

    private static func checkDiscovery(_ root: CoreOSNode, _ report: inout CoreOSReport) {
        let node = root.child("coreos").child("etcd").child("discovery")
        guard node.value != .invalid, !GoURI.isValid(node.value.string) else { return }
        report.add(
            .init(line: node.line, kind: "warning", message: "discovery URL is not valid"),
            CoreOSRules.discovery, at: node.position)
    }

    private static func checkEncoding(_ root: CoreOSNode, _ report: inout CoreOSReport) {
        for file in root.child("write_files").children {
            let encoding = file.child("encoding")
            guard encoding.value != .invalid else { continue }
            let content = file.child("content")
            guard !CoreOSEncoding.decodes(content.value.goString, encoding.value.string) else { continue }
            // Where the content is missing, the node decodes an empty text.
            let boots = content.value == .invalid && CoreOSEncoding.decodes([], encoding.value.string)
            report.add(
                .init(
                    line: content.line, kind: "error",
                    message: "content cannot be decoded as \(GoText.quoted(encoding.value.string))"),
                boots ? CoreOSRules.encodedNothing : CoreOSRules.encoding,
                at: content.position ?? encoding.position)
        }
    }

    private static func checkStructure(
        _ node: CoreOSNode, _ field: CoreOSField, path: String, _ report: inout CoreOSReport
    ) {
        guard field.type.takes(node.value) else {
            let rule =
                node.value == .invalid && !path.isEmpty ? CoreOSRules.emptyValue : CoreOSRules.wrongType
            report.add(
                .init(
                    line: node.line, kind: "warning",
                    message: "incorrect type for \(GoText.quoted(node.name)) (want \(field.type.name))"),
                rule, at: node.position,
                hint: "\(path.isEmpty ? "this" : path) must be \(field.type.described)")
            return
        }
        switch field.type {
        case .structure(let fields):
            for child in node.children {
                let name = path.isEmpty ? child.name : "\(path).\(child.name)"
                guard let known = field.type.field(child.name) else {
                    addUnknown(child, known: fields.map(\.name), path: path, &report)
                    continue
                }
                if let why = known.deprecated {
                    report.add(
                        .init(
                            line: child.line, kind: "warning",
                            message: "deprecated key \(GoText.quoted(child.name)) (\(why))"),
                        CoreOSRules.deprecatedKey, at: child.position)
                }
                checkStructure(child, known, path: name, &report)
            }
        case .list(let item):
            for child in node.children {
                checkStructure(child, CoreOSField("", item), path: "an item of \(path)", &report)
            }
        default: break
        }
    }

    private static func addUnknown(
        _ node: CoreOSNode, known: [String], path: String, _ report: inout CoreOSReport
    ) {
        let isForeign = path.isEmpty && CoreOSForeignKeys.owner(of: node.name) != nil
        let hint =
            isForeign
            ? CoreOSForeignKeys.owner(of: node.name)
            : Spelling.nearest(node.name, among: known).map { "did you mean \"\($0)\"?" }
                ?? "known here: \(known.sorted().joined(separator: ", "))"
        report.add(
            .init(
                line: node.line, kind: "warning", message: "unrecognized key \(GoText.quoted(node.name))"),
            isForeign ? CoreOSRules.foreignKey : CoreOSRules.unknownKey, at: node.position, hint: hint)
    }

    private static func checkValidity(_ node: CoreOSNode, _ field: CoreOSField, _ report: inout CoreOSReport)
    {
        if let pattern = field.pattern {
            switch node.value {
            case .invalid, .list, .map:
                report.addDeath(
                    CheckFinding(
                        CoreOSRules.dies, at: node.position,
                        "the validator dies of \(GoText.quoted(node.name)), which must be a text"))
            default:
                if let text = node.text, !pattern.matches(text) {
                    report.add(
                        .init(line: node.line, kind: "error", message: "invalid value \(text)"),
                        CoreOSPatternRules.rule(pattern, value: text), at: node.position)
                }
            }
        }
        switch field.type {
        case .structure:
            for child in node.children {
                if let known = field.type.field(child.name) { checkValidity(child, known, &report) }
            }
        case .list(let item):
            for child in node.children { checkValidity(child, CoreOSField("", item), &report) }
        default: break
        }
    }

    private static func checkPaths(_ root: CoreOSNode, _ report: inout CoreOSReport) {
        for file in root.child("write_files").children {
            let path = file.child("path")
            guard path.value != .invalid, GoText.folder(path.value.string).hasPrefix("/usr") else { continue }
            report.add(
                .init(
                    line: path.line, kind: "error",
                    message: "file cannot be written to a read-only filesystem"),
                CoreOSRules.readOnly, at: path.position)
        }
    }
}
