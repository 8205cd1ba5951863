import Provisioning
import Recipes

extension ClearRenderer {
    /// groups, users and keys, in the order that ucd needs: a missing group means no user, and keys go to the first.
    mutating func addUsers(_ config: CloudConfig) {
        var users: [ClearUser] = []
        for (index, node) in (config["users"]?.items ?? []).enumerated() {
            if node.text == "default" {
                report(
                    ClearUserRules.defaultUser, at: node.position,
                    "\"users[\(index)]\": Clear has no default user",
                    hint: "it is left out")
                continue
            }
            users.append(ClearUser(node, "users[\(index)]", &self))
        }
        if let pair = config.pair("users"), pair.value.items == nil {
            report(
                ClearBlockRules.notList, at: pair.value.position ?? pair.keyPosition,
                "\"users\" must be a list")
        }
        let named = users.filter { !$0.name.isEmpty }
        addGroups(config, named)
        if !named.isEmpty {
            userData.append(YAMLPair("users", YAMLNode(.sequence(named.map(\.node)))))
            early += named.flatMap(\.commands)
        }
        addKeys(config, hasUsers: !named.isEmpty)
    }

    private mutating func addGroups(_ config: CloudConfig, _ users: [ClearUser]) {
        var groups: [YAMLNode] = []
        var names: Set<String> = []
        let given = config["groups"]
        let list = given?.items ?? given?.pairs?.map { YAMLNode(.mapping([$0])) } ?? given.map { [$0] } ?? []
        for item in list {
            if let pairs = item.pairs {
                for pair in pairs {
                    names.insert(pair.key)
                    // Members are added to groups before users are made: those of the same file by the script.
                    groups.append(.string(pair.key))
                    for member in pair.value.leaves.compactMap(\.text) where !member.isEmpty {
                        early.append(
                            "usermod -a -G \(ShellQuoting.quote(pair.key)) \(ShellQuoting.quote(member))")
                    }
                }
            } else {
                for name in (item.text ?? "").split(separator: ",") {
                    let group = String(name.trimmingBlanks)
                    if names.insert(group).inserted { groups.append(.string(group)) }
                }
            }
        }
        for user in users {
            for group in user.groups where names.insert(group).inserted { groups.append(.string(group)) }
        }
        if !groups.isEmpty { userData.append(YAMLPair("groups", YAMLNode(.sequence(groups)))) }
    }

    private mutating func addKeys(_ config: CloudConfig, hasUsers: Bool) {
        let keys = config["ssh_authorized_keys"]?.leaves.compactMap(\.text) ?? []
        guard !keys.isEmpty else { return }
        if hasUsers {
            userData.append(YAMLPair("ssh_authorized_keys", .strings(keys)))
            return
        }
        // Without users ucd would give them to "clear", whom nobody makes on this image.
        for path in ["/root", "/root/.ssh"] {
            items.append(ProvisionedItem(path: path, content: .directory(mode: 0o700, owner: .root)))
        }
        items.append(.file("/root/.ssh/authorized_keys", keys.joined(separator: "\n") + "\n", mode: 0o600))
    }
}

extension Substring {
    fileprivate var trimmingBlanks: Substring {
        var text = self.drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return text
    }
}
