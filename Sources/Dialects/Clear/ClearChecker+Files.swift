import Provisioning
import Recipes

extension ClearChecker {
    /// write_files.
    mutating func files(_ pair: YAMLPair) {
        var paths: Set<String> = []
        guard let items = pair.value.items else {
            report(ClearFileRules.item, at: pair.value.position, "\"\(pair.key)\" must be a list of maps")
            return
        }
        for (index, item) in items.enumerated() {
            let place = "\(pair.key)[\(index)]"
            guard let keys = item.pairs else {
                report(ClearFileRules.item, at: item.position, "\"\(place)\" is no map")
                continue
            }
            for name in ["content", "path"] where item[name] == nil {
                report(ClearFileRules.item, at: item.position, "\"\(place)\" lacks \"\(name)\"")
            }
            for key in keys { file(key, item, place) }
            if item["permissions"] == nil {
                report(ClearFileRules.defaultMode, at: item.position, "\"\(place)\" names no permissions")
            }
            if let path = item["path"], let text = path.text, !paths.insert(text).inserted {
                report(
                    ClearFileRules.repeatedPath, at: path.position, "\"\(text)\" is written more than once")
            }
        }
    }

    private mutating func file(_ pair: YAMLPair, _ item: YAMLNode, _ place: String) {
        let name = "\(place).\(pair.key)"
        guard ["path", "content", "owner", "permissions"].contains(pair.key) else {
            let isEncoded = pair.key == "encoding" && pair.value.text != "text/plain"
            let position = pair.keyPosition ?? pair.value.position
            if isEncoded {
                report(
                    ClearFileRules.encoding, at: position,
                    "\"\(place)\" is encoded as \(pair.value.described)")
            } else {
                report(
                    ClearFileRules.ignoredKey, at: position, "\"\(place)\": ucd does not know \"\(pair.key)\""
                )
            }
            return
        }
        guard let text = pair.value.text else {
            // A map is told by the rule of the tree.
            if pair.value.items != nil { notScalar(pair, path: name) }
            return
        }
        switch pair.key {
        case "path": path(text, pair, name)
        case "permissions": permissions(text, pair, name)
        case "owner": owner(text, pair, name)
        default: break
        }
    }

    private mutating func path(_ text: String, _ pair: YAMLPair, _ name: String) {
        let position = pair.value.position
        guard text.hasPrefix("/") else {
            report(ClearFileRules.relativePath, at: position, "\"\(name)\" is relative: \"\(text)\"")
            return
        }
        let folder = text.split(separator: "/", omittingEmptySubsequences: true).dropLast().joined(
            separator: "/")
        if !folder.isEmpty, !ClearText.isPlainWord(folder) {
            report(
                ClearFileRules.shellPath, at: position,
                "the folder of \"\(name)\" goes to a shell: \"\(text)\"")
        }
    }

    private mutating func permissions(_ text: String, _ pair: YAMLPair, _ name: String) {
        let position = pair.value.position
        // strtol(3) to base 8 takes blanks and a sign before the digits, and nothing after them.
        guard !text.isEmpty, text.allSatisfy({ ("0"..."7").contains($0) }) else {
            report(ClearFileRules.permissions, at: position, "\"\(name)\" is no octal number: \"\(text)\"")
            return
        }
        // What 0640, 0644, 0664 and 0777 are as decimal numbers.
        if ["416", "420", "436", "511"].contains(text) {
            report(ClearFileRules.decimal, at: position, "\"\(name)\" is taken for octal: 0\(text)")
        }
    }

    private mutating func owner(_ text: String, _ pair: YAMLPair, _ name: String) {
        let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == ":" || $0 == "." }
        let user = parts.first.map(String.init) ?? ""
        if parts.count < 2 || parts[1].isEmpty {
            report(ClearFileRules.owner, at: pair.value.position, "\"\(name)\" names no group: \"\(text)\"")
        } else if user != "root", !users.contains(user) {
            report(
                ClearFileRules.owner, at: pair.value.position,
                "\"\(name)\" names a user that is not made before: \"\(user)\"")
        }
    }
}
