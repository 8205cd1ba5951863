import Provisioning

extension ClearChecker {
    /// users: maps, or one plain text.
    mutating func users(_ pair: YAMLPair) {
        guard let given = pair.value.items else {
            report(
                ClearUserRules.noName, at: pair.value.position ?? pair.keyPosition,
                "\"\(pair.key)\" must be a list of maps")
            return
        }
        // Lists within the list come to the same.
        let items = given.flatMap(\.flattened)
        let names = items.filter { $0.text != nil }
        if names.count > 1 {
            report(
                ClearUserRules.joined, at: names[1].position, "the \(names.count) plain texts become one user"
            )
        }
        for (index, item) in items.enumerated() {
            let place = "\(pair.key)[\(index)]"
            guard let keys = item.pairs else {
                name(item, place)
                continue
            }
            if let named = item["name"], named.text?.isEmpty == false {
                name(named, "\(place).name")
            } else {
                report(ClearUserRules.noName, at: item.position, "\"\(place)\" has no name")
            }
            for key in keys where key.key != "name" { user(key, place) }
        }
    }

    private mutating func name(_ node: YAMLNode, _ place: String) {
        guard let text = node.text, !text.isEmpty else {
            report(ClearUserRules.noName, at: node.position, "\"\(place)\" is empty")
            return
        }
        shellText(node, "\"\(place)\"", isQuoted: true)
        if text == "default" {
            report(
                ClearUserRules.defaultUser, at: node.position, "\"\(place)\" makes a user called \"default\"")
        }
        users.append(text)
    }

    private mutating func user(_ pair: YAMLPair, _ place: String) {
        let name = "\(place).\(pair.key)"
        let position = pair.value.position ?? pair.keyPosition
        guard Self.keys.contains(pair.key) else {
            unknownUserKey(pair, place)
            return
        }
        switch pair.key {
        case "groups":
            if pair.value.text?.contains(where: \.isWhitespace) == true {
                report(ClearUserRules.groupBlanks, at: position, "\"\(name)\" is one text with blanks")
            }
            for group in pair.value.leaves { shellText(group, "\"\(name)\"", isQuoted: true) }
        case "sudo":
            for rule in pair.value.leaves where !(rule.text?.contains("=") ?? false) {
                report(
                    ClearUserRules.sudo, at: rule.position ?? position,
                    "\"\(name)\" is no rule: \(rule.described)")
            }
        case "system":
            if pair.value.text.flatMap(ClearText.bool) == false {
                report(ClearUserRules.system, at: position, "\"\(name)\" makes the user one of the system")
            }
        case "lock-passwd", "no-create-home", "no-user-group", "no-log-init", "inactive":
            flag(pair, name)
        case "ssh-authorized-keys": break
        default:
            if pair.value.items != nil { notScalar(pair, path: name) }
            shellText(pair.value, "\"\(name)\"", isQuoted: true)
        }
    }

    private mutating func flag(_ pair: YAMLPair, _ name: String) {
        let position = pair.value.position ?? pair.keyPosition
        guard let text = pair.value.text else {
            if pair.value.items != nil { notScalar(pair, path: name) }
            return
        }
        if pair.key == "inactive", Int(text) != nil {
            report(ClearUserRules.inactive, at: position, "\"\(name)\" is the number \(text)")
        } else if ClearText.bool(text) == nil {
            report(ClearBlockRules.bool, at: position, "\"\(name)\" is \"\(text)\"")
        }
    }

    private mutating func unknownUserKey(_ pair: YAMLPair, _ place: String) {
        let position = pair.keyPosition ?? pair.value.position
        let hyphened = String(pair.key.map { $0 == "_" ? "-" : $0 })
        let spelled = ["hashed-passwd": "passwd", "primary-group": "primary-group"][hyphened] ?? hyphened
        if Self.keys.contains(spelled) {
            report(
                ClearUserRules.underscore, at: position, "\"\(place)\": ucd does not know \"\(pair.key)\"",
                hint: "write \"\(spelled)\"")
        } else {
            report(ClearUserRules.ignoredKey, at: position, "\"\(place)\": ucd does not know \"\(pair.key)\"")
        }
    }

    /// The keys of a user that ucd's table has.
    private static let keys: Set<String> = [
        "name", "gecos", "homedir", "primary-group", "groups", "lock-passwd", "inactive", "passwd",
        "no-create-home",
        "no-user-group", "no-log-init", "expiredate", "ssh-authorized-keys", "sudo", "system",
    ]

    /// groups: texts, or maps of a group and its members.
    mutating func groups(_ pair: YAMLPair) {
        let items = pair.value.items ?? [pair.value]
        for (index, item) in items.enumerated() {
            let place = "\"\(pair.key)[\(index)]\""
            for group in item.pairs ?? [] {
                shellText(
                    YAMLNode(.scalar(group.key, plain: true), at: group.keyPosition), place, isQuoted: true)
            }
            for name in item.leaves { shellText(name, place, isQuoted: true) }
        }
    }
}
