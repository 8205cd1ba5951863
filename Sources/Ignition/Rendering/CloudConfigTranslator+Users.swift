import Provisioning
import Recipes

extension CloudConfigTranslator {
    /// The keys of one user that are translated, and those that say what is so anyway.
    private static let userKeys: Set<String> = [
        "name", "passwd", "hashed_passwd", "gecos", "homedir", "no_create_home", "primary_group", "groups",
        "no_user_group", "no_log_init", "system", "shell", "uid", "ssh_authorized_keys", "sudo",
        "lock_passwd",
        "plain_text_passwd",
    ]

    /// Groups that Container Linux, Flatcar and Fedora CoreOS all have; making one of them again would fail.
    private static let knownGroups: Set<String> = [
        "root", "adm", "sudo", "wheel", "docker", "users", "systemd-journal", "tty", "disk", "video", "core",
    ]

    /// Tells of groups that may not be there; called when everything has been read.
    mutating func checkGroups(_ config: CloudConfig) {
        for user in draft.users {
            let wanted = user.groups + (user.primaryGroup.map { [$0] } ?? [])
            for name in wanted where !Self.knownGroups.contains(name) && !draft.groups.contains(name) {
                let items = config["users"]?.items ?? []
                let node = items.first { $0["name"]?.text == user.name || $0.text == user.name }
                let groups = node?["groups"] ?? node?["primary_group"] ?? node?["primary-group"]
                add(
                    TranslationRules.group, at: groups?.position ?? node?.position,
                    "\"\(name)\" of \"\(user.name)\"")
            }
        }
    }

    mutating func addUsers(_ node: YAMLNode) {
        for item in items(node, "users") {
            if item.text == "default" { continue }
            let name = item.text ?? item["name"]?.text ?? ""
            guard Self.isAccountName(name), !item.isNull else {
                add(
                    TranslationRules.value, at: item["name"]?.position ?? item.position,
                    "a user needs a \"name\" of letters, digits, hyphens and underscores")
                continue
            }
            let index = draft.user(name)
            if let pairs = item.pairs { fill(index, pairs) }
        }
    }

    /// useradd(8): a letter or an underscore, then letters, digits, hyphens, underscores and dots.
    private static func isAccountName(_ name: String) -> Bool {
        guard let first = name.utf8.first, name.utf8.count <= 32 else { return false }
        return (first == UInt8(ascii: "_") || (0x61...0x7a).contains(first | 0x20))
            && name.utf8.allSatisfy { GoEscapes.isAlphanumeric($0) || "_-.".utf8.contains($0) }
    }

    private mutating func fill(_ index: Int, _ pairs: [YAMLPair]) {
        var user = draft.users[index]
        for pair in pairs where !pair.value.isNull {
            switch Self.normalized(pair.key) {
            case "passwd", "hashed_passwd": user.passwordHash = text(pair)
            case "gecos": user.fullName = text(pair)
            case "homedir": user.home = text(pair)
            case "shell": user.shell = text(pair)
            case "primary_group": user.primaryGroup = accounts(pair).first
            case "no_create_home": user.createsNoHome = flag(pair)
            case "no_user_group": user.hasNoGroup = flag(pair)
            case "no_log_init": user.writesNoLog = flag(pair)
            case "system": user.isSystem = flag(pair)
            case "uid": user.uid = number(pair)
            case "groups": user.add(groups: accounts(pair))
            case "plain_text_passwd":
                add(
                    TranslationRules.password, at: pair.keyPosition,
                    "\"plain_text_passwd\" of \"\(user.name)\"")
            case let key where !Self.userKeys.contains(key):
                add(TranslationRules.key, at: pair.keyPosition, "\"\(pair.key)\" of user \"\(user.name)\"")
            default: break
            }
        }
        draft.users[index] = user
        for pair in pairs where Self.normalized(pair.key) == "ssh_authorized_keys" {
            addKeys(pair.value, to: user.name, name: pair.key)
        }
        for pair in pairs where pair.key == "sudo" { addRights(pair.value, user.name) }
    }

    /// A field of /etc/passwd; nil, and told, where it cannot be one.
    private mutating func text(_ pair: YAMLPair) -> String? {
        if let text = pair.value.text, !text.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: ":") }) {
            return text
        }
        add(
            TranslationRules.value, at: pair.value.position,
            "\"\(pair.key)\" must be a text without colons; found \(pair.value.described)")
        return nil
    }

    private mutating func number(_ pair: YAMLPair) -> Int? {
        if let number = pair.value.text.flatMap({ UInt32($0) }), !(pair.value.text ?? "").hasPrefix("+") {
            return Int(number)
        }
        add(
            TranslationRules.value, at: pair.value.position,
            "\"\(pair.key)\" must be a number; found \(pair.value.described)")
        return nil
    }

    /// Names of accounts, in a list or with commas between them.
    private mutating func accounts(_ pair: YAMLPair) -> [String] {
        let names =
            pair.value.items?.map { $0.text ?? "" } ?? pair.value.text?.split(separator: ",").map(String.init)
        let trimmed = (names ?? [""]).map { $0.filter { !$0.isWhitespace } }
        if trimmed.allSatisfy(Self.isAccountName) { return trimmed }
        add(
            TranslationRules.value, at: pair.value.position,
            "\"\(pair.key)\" must be names of groups; found \(pair.value.described)")
        return []
    }

    mutating func addKeys(_ node: YAMLNode, to user: String, name: String) {
        guard !node.isNull else { return }
        // One key without a list is what many write.
        let nodes = node.text == nil ? items(node, name) : [node]
        var keys: [String] = []
        for item in nodes {
            guard let key = item.text, !item.isNull else {
                add(TranslationRules.value, at: item.position, "an item of \"\(name)\" must be a text")
                continue
            }
            if let fault = AuthorizedKey.fault(key) {
                add(TranslationRules.authorizedKey, at: item.position, fault)
            }
            keys.append(key)
        }
        draft.users[draft.user(user)].add(keys: keys)
    }

    /// A rule of sudoers(5) becomes a file of its own; the right to do everything also makes a member of
    /// `sudo`, the group that all these systems have.
    private mutating func addRights(_ node: YAMLNode, _ user: String) {
        if node.isNull || node.bool == false { return }
        let rules = node.items?.compactMap(\.text) ?? node.text.map { [$0] } ?? []
        guard !rules.isEmpty, rules.allSatisfy({ !$0.utf8.contains(0x0a) }) else {
            add(TranslationRules.value, at: node.position, "\"sudo\" must be a rule or a list of rules")
            return
        }
        let isEverything = rules.contains { rule in
            let packed = rule.filter { !$0.isWhitespace }
            return ["ALL=(ALL)NOPASSWD:ALL", "ALL=(ALL)ALL", "ALL=(ALL:ALL)NOPASSWD:ALL", "ALL=(ALL:ALL)ALL"]
                .contains(packed)
        }
        if isEverything { draft.users[draft.user(user)].add(groups: ["sudo"]) }
        let lines = rules.map { "\(user) \($0)\n" }.joined()
        // sudo skips files in this folder whose names hold a dot.
        let name = String(user.map { $0 == "." ? "_" : $0 })
        put(
            DraftFile(
                "/etc/sudoers.d/90-kimage-" + name, Array(lines.utf8), mode: 0o440, origin: node.position))
    }

    /// Names, or maps of a name and its members.
    mutating func addGroups(_ node: YAMLNode) {
        let nodes =
            node.text.map { $0.split(separator: ",").map { YAMLNode.string(String($0)) } } ?? node.items ?? []
        var all: [(name: String, members: [String])] = []
        for item in nodes + (node.pairs.map { [YAMLNode(.mapping($0))] } ?? []) {
            if let name = item.text { all.append((name.filter { !$0.isWhitespace }, [])) }
            for pair in item.pairs ?? [] {
                all.append(
                    (pair.key, pair.value.items?.compactMap(\.text) ?? pair.value.text.map { [$0] } ?? []))
            }
        }
        for group in all {
            guard Self.isAccountName(group.name), group.members.allSatisfy(Self.isAccountName) else {
                add(TranslationRules.value, at: node.position, "\"\(group.name)\" is no group with members")
                continue
            }
            if !draft.groups.contains(group.name), !Self.knownGroups.contains(group.name) {
                draft.groups.append(group.name)
            }
            for member in group.members { draft.users[draft.user(member)].add(groups: [group.name]) }
        }
    }
}
