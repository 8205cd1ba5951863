import Provisioning

extension ClearChecker {
    /// runcmd and fbootcmd: plain texts are one command, each list is one, from the last to the first.
    mutating func commands(_ pair: YAMLPair) {
        let items = list(pair)
        let texts = items.filter { $0.text != nil }
        if texts.count > 1 {
            report(
                ClearCommandRules.joined, at: texts[1].position,
                "the \(texts.count) plain texts of \"\(pair.key)\" become one command line")
        }
        if items.count > texts.count, items.count > 1 {
            report(
                ClearCommandRules.reversed, at: pair.keyPosition,
                "the items of \"\(pair.key)\" are not run in this order")
        }
        for (index, item) in items.enumerated() {
            let place = "\"\(pair.key)[\(index)]\""
            if item.pairs != nil {
                report(ClearCommandRules.commandMap, at: item.position, "\(place) is a map")
            }
            let words = item.items ?? [item]
            for word in words { shellText(word, place) }
            guard words.count > 1 else { continue }
            let odd = words.first { word in
                guard let text = word.text else { return true }
                return !ClearText.isPlainWord(text) && !Self.operators.contains(text)
            }
            if let odd {
                report(
                    ClearCommandRules.unquoted, at: odd.position,
                    "a word of \(place) does not reach the command as it stands: \(odd.described)")
            }
        }
    }

    /// Words that are written in order to be operators of the shell, and are.
    private static let operators: Set<String> = [">", ">>", "<", "|", "||", "&&", ";", "&", "2>&1"]

    /// service: items of one key, which is systemctl's word.
    mutating func service(_ pair: YAMLPair) {
        guard let items = pair.value.items else {
            report(ClearBlockRules.serviceAction, at: pair.value.position, "\"\(pair.key)\" must be a list")
            return
        }
        if items.count > 1 {
            report(
                ClearCommandRules.reversed, at: pair.keyPosition,
                "the items of \"\(pair.key)\" are not carried out in this order")
        }
        for (index, item) in items.enumerated() {
            let place = "\(pair.key)[\(index)]"
            guard let action = item.pairs?.first else {
                report(
                    ClearBlockRules.serviceAction, at: item.position, "\"\(place)\" is no map of an action")
                continue
            }
            if !Self.actions.contains(action.key) {
                report(
                    ClearBlockRules.serviceAction, at: action.keyPosition,
                    "\"\(place)\": \"\(action.key)\" is no action of ucd's")
            } else if action.value.isNull {
                report(ClearBlockRules.serviceAction, at: action.keyPosition, "\"\(place)\" names no service")
            }
            for name in action.value.leaves { shellText(name, "\"\(place)\"") }
            if let second = item.pairs?.dropFirst().first {
                report(
                    ClearBlockRules.serviceKeys, at: second.keyPosition,
                    "\"\(place)\": the action \"\(second.key)\" is not carried out")
            }
        }
    }

    private static let actions: Set<String> = [
        "enable", "disable", "start", "stop", "restart", "reload", "isolate", "mask", "unmask",
    ]
}
