import Provisioning
import Recipes

/// Walks a configuration as ucd's handlers do and tells what comes of each block.
struct ClearChecker {
    private(set) var findings: [CheckFinding] = []
    /// Names of users made so far, in the order of the file.
    var users: [String] = []

    mutating func report(
        _ rule: CheckRule, at position: SourcePosition?, _ message: String, hint: String? = nil
    ) {
        findings.append(CheckFinding(rule, at: position, message, hint: hint))
    }

    mutating func check(_ root: YAMLNode?, start: SourcePosition) {
        guard let root, !root.isNull else {
            report(ClearDocumentRules.notMap, at: start, "the document is empty")
            return
        }
        checkTree(root, path: "")
        switch root.content {
        case .mapping(let pairs): checkTop(pairs)
        case .sequence(let items):
            if items.count > 1 {
                report(
                    ClearDocumentRules.topList, at: root.position,
                    "the document is a list of \(items.count) items")
            }
            checkTop(items.last?.pairs ?? [])
        case .scalar:
            report(ClearDocumentRules.notMap, at: root.position, "a map is expected, found \(root.described)")
        }
    }

    /// The blocks that reach their handlers.
    private mutating func checkTop(_ pairs: [YAMLPair]) {
        let shift = ClearShift(pairs)
        for value in shift.misplaced where Self.handlers[value.text ?? ""] == nil {
            report(
                ClearBlockRules.unknownKey, at: value.position,
                "ucd takes the value \(value.described) for a key")
        }
        for (index, pair) in pairs.enumerated() {
            if !shift.lost.contains(index) {
                check(pair)
            } else if shift.bare.contains(index) {
                checkBare(pair)
            }
        }
    }

    /// A key that has no value for ucd: its handler runs on nothing.
    private mutating func checkBare(_ pair: YAMLPair) {
        switch Self.handlers[pair.key] {
        case nil: unknown(pair)
        case .keys: keys(pair)
        default: break
        }
    }

    private mutating func keys(_ pair: YAMLPair) {
        guard users.isEmpty else { return }
        report(ClearBlockRules.keysNobody, at: pair.keyPosition, "no user stands before \"\(pair.key)\"")
    }

    private mutating func check(_ pair: YAMLPair) {
        let value = pair.value
        // The value is told already: there is nothing to look into.
        guard !value.isAlias, value.pairs == nil, let handler = Self.handlers[pair.key] else {
            checkBare(pair)
            return
        }
        let tellsItself = [Handler.files, .users, .service, .keys].contains(handler)
        if value.isNull, !tellsItself {
            report(ClearBlockRules.emptyValue, at: pair.keyPosition, "\"\(pair.key)\" has no value")
            return
        }
        switch handler {
        case .commands: commands(pair)
        case .files: files(pair)
        case .users: users(pair)
        case .groups: groups(pair)
        case .service: service(pair)
        case .environment: list(pair)
        case .packages:
            report(
                ClearBlockRules.network, at: pair.keyPosition,
                "\"\(pair.key)\" installs bundles from the network")
            for item in value.leaves { shellText(item, "\"\(pair.key)\"") }
        case .networkFlag: networkFlag(pair)
        case .keys: keys(pair)
        case .hostname:
            if value.items != nil { notScalar(pair) }
            for item in value.leaves.prefix(1) { shellText(item, "\"\(pair.key)\"", isQuoted: true) }
        }
    }

    private enum Handler {
        case commands, files, users, groups, service, environment, packages, networkFlag, keys, hostname
    }

    private static let handlers: [String: Handler] = [
        "runcmd": .commands, "fbootcmd": .commands, "write_files": .files, "users": .users, "groups": .groups,
        "service": .service, "envar": .environment, "packages": .packages, "package_upgrade": .networkFlag,
        "wait_for_network": .networkFlag, "ssh_authorized_keys": .keys, "hostname": .hostname,
    ]

    private mutating func unknown(_ pair: YAMLPair) {
        let position = pair.keyPosition ?? pair.value.position
        if pair.key == "bootcmd" {
            report(ClearBlockRules.bootcmd, at: position, "ucd has no handler for \"bootcmd\"")
            return
        }
        // The merge key is told by its own rule.
        if pair.key == "<<", pair.isPlainKey { return }
        let name = String(pair.key.map { $0 == "-" ? "_" : $0 })
        let known = Self.handlers.keys
        var meant = name == "services" ? "service" : nil
        if known.contains(name) { meant = name }
        // Guesses cost time, and nobody reads as many.
        if meant == nil, findings.count < 100, name.utf8.count < 64 {
            meant = Spelling.nearest(pair.key, among: known)
        }
        let hint = meant.map { "did you mean \"\($0)\"?" }
        report(ClearBlockRules.unknownKey, at: position, "ucd has no handler for \"\(pair.key)\"", hint: hint)
    }

    private mutating func networkFlag(_ pair: YAMLPair) {
        guard let text = pair.value.text else {
            notScalar(pair)
            return
        }
        guard let flag = ClearText.bool(text) else {
            report(ClearBlockRules.bool, at: pair.value.position, "\"\(pair.key)\" is \"\(text)\"")
            return
        }
        if flag {
            report(ClearBlockRules.network, at: pair.keyPosition, "\"\(pair.key)\" waits for the network")
        }
    }

    /// Reports a list where a text is needed.
    mutating func notScalar(_ pair: YAMLPair, path: String? = nil) {
        report(
            ClearBlockRules.notScalar, at: pair.value.position ?? pair.keyPosition,
            "\"\(path ?? pair.key)\" must be a text; found \(pair.value.described)")
    }

    /// The items of a block that must be a list.
    @discardableResult
    mutating func list(_ pair: YAMLPair) -> [YAMLNode] {
        if let items = pair.value.items { return items }
        report(
            ClearBlockRules.notList, at: pair.value.position ?? pair.keyPosition,
            "\"\(pair.key)\" must be a list; found \(pair.value.described)")
        return []
    }

    /// A text that goes to a shell; `isQuoted`: between single quotes.
    mutating func shellText(_ node: YAMLNode, _ place: String, isQuoted: Bool = false) {
        guard let text = node.text else { return }
        if isQuoted, text.contains("'") {
            report(ClearBlockRules.quote, at: node.position, "\(place) holds a single quote")
        }
        if text.utf8.contains(where: { $0 < 0x20 }) {
            report(ClearCommandRules.control, at: node.position, "\(place) holds a line break or a tab")
        }
        if text.utf8.contains(where: { $0 >= 0x80 }) {
            report(ClearCommandRules.nonASCII, at: node.position, "\(place) holds letters beyond ASCII")
        }
    }
}
