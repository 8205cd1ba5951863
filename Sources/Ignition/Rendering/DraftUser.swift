import Provisioning
import Recipes

/// A user as Ignition will make it.
struct DraftUser: Sendable {
    var name: String
    var passwordHash: String?
    var authorizedKeys: [String] = []
    var uid: Int?
    var fullName: String?
    var home: String?
    var shell: String?
    var primaryGroup: String?
    var groups: [String] = []
    var createsNoHome: Bool?
    var hasNoGroup: Bool?
    var writesNoLog: Bool?
    var isSystem: Bool?

    init(_ name: String) {
        self.name = name
    }

    /// Adds keys that are not there yet: Ignition refuses one that is given twice.
    mutating func add(keys: [String]) {
        for key in keys where !authorizedKeys.contains(where: { GoPath.equal($0, key) }) {
            authorizedKeys.append(key)
        }
    }

    /// Adds groups that are not there yet.
    mutating func add(groups more: [String]) {
        for group in more where !groups.contains(group) { groups.append(group) }
    }

    var node: JSONNode {
        .object([
            "name": .string(name), "passwordHash": passwordHash.map(JSONNode.string),
            "sshAuthorizedKeys": authorizedKeys.isEmpty ? nil : .strings(authorizedKeys),
            "uid": uid.map(JSONNode.integer), "gecos": fullName.map(JSONNode.string),
            "homeDir": home.map(JSONNode.string), "noCreateHome": createsNoHome.map(JSONNode.bool),
            "primaryGroup": primaryGroup.map(JSONNode.string),
            "groups": groups.isEmpty ? nil : .strings(groups), "noUserGroup": hasNoGroup.map(JSONNode.bool),
            "noLogInit": writesNoLog.map(JSONNode.bool), "shell": shell.map(JSONNode.string),
            "system": isSystem.map(JSONNode.bool),
        ])
    }
}
