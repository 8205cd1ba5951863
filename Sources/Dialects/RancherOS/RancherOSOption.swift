import Provisioning
import Recipes

/// One option of the kernel command line that RancherOS reads.
struct RancherOSOption {
    /// `rancher.debug`, `ssh_authorized_keys` (of `cc.ssh_authorized_keys`)
    let name: String
    let keys: [String]
    /// The text after `=`; `true` where there is none.
    let text: String
    let value: CandiedNode
    let position: SourcePosition

    static func isOurs(_ word: String) -> Bool { word.hasPrefix("rancher.") || word.hasPrefix("cc.") }

    /// nil for a word of another program.
    init?(_ word: String, at position: SourcePosition) {
        guard Self.isOurs(word) else { return nil }
        let body = word.hasPrefix("cc.") ? String(word.dropFirst(3)) : word
        let parts = body.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        name = String(parts[0])
        keys = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        text = parts.count > 1 ? String(parts[1]) : "true"
        self.position = position
        value = Self.value(text, at: position)
    }

    /// The value as YAML, with colons and question marks hidden from the parser; what is no YAML is a text.
    private static func value(_ text: String, at position: SourcePosition) -> CandiedNode {
        let hidden = text.replacing(":", with: colon).replacing("?", with: question)
        let file = position.file
        guard let root = try? YAMLReader.read(hidden, file: file, duplicates: .keepAll),
            GoYAMLSyntax.fault(in: root, of: Array(hidden.utf8), file: file) == nil
        else {
            // An empty text is no YAML document either.
            return CandiedNode(value: .string(text), text: text, position: position)
        }
        var reader = CandiedReader()
        return shown(reader.root(root), at: position)
    }

    private static func shown(_ node: CandiedNode, at position: SourcePosition) -> CandiedNode {
        var node = node
        node.position = position
        node.text = shown(node.text)
        switch node.value {
        case .string(let text): node.value = .string(shown(text))
        case .list(let items): node.value = .list(items.map { shown($0, at: position) })
        case .map(let pairs):
            // Keys are not shown again: the program leaves them as they were hidden.
            node.value = .map(
                pairs.map { pair in
                    var key = pair.key
                    key.position = position
                    return CandiedPair(key: key, value: shown(pair.value, at: position))
                })
        default: break
        }
        return node
    }

    private static func shown(_ text: String) -> String {
        text.replacing(colon, with: ":").replacing(question, with: "?")
    }

    // Letters of a private use area cannot be confused with anything that is written.
    private static let colon = "\u{e03a}"
    private static let question = "\u{e03f}"
}
