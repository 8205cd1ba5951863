import Recipes

/// One user of a cloud-config as busybox's `adduser` can make it.
struct AlpineUser {
    var name: String
    var uid: String?
    var fullName: String?
    var home: String?
    var shell: String?
    var primaryGroup: String?
    var groups: [String] = []
    /// A crypt(3) hash.
    var passwordHash: String?
    var authorizedKeys: [String] = []
    /// Rights in the words of sudoers(5).
    var administratorRules: [String] = []
    var isSystem = false
    var createsHome = true

    /// The keys of cloud-init's `users` that are carried out, with the type each must have.
    static let keys: [String: Shape] = [
        "name": .string, "uid": .integer, "gecos": .string, "homedir": .string, "shell": .string,
        "primary_group": .string, "primary-group": .string, "groups": .strings, "passwd": .string,
        "hashed_passwd": .string, "ssh_authorized_keys": .strings, "ssh-authorized-keys": .strings,
        "sudo": .string, "system": .bool, "no_create_home": .bool, "lock_passwd": .bool, "lock-passwd": .bool,
    ]

    /// `ALL=(ALL) NOPASSWD: ALL` and `ALL=(ALL) NOPASSWD:ALL` are one rule; the second form is what doas can carry out.
    private static func rule(_ text: String) -> String {
        text.split(separator: ":", omittingEmptySubsequences: false).enumerated()
            .map { $0.offset == 0 ? String($0.element) : String($0.element.drop { $0 == " " }) }
            .joined(separator: ":")
    }

    /// Reads a map whose shape has been checked.
    init?(_ node: YAMLNode) {
        guard let name = node["name"]?.text else { return nil }
        self.name = name
        uid = node["uid"]?.text
        fullName = node["gecos"]?.text
        home = node["homedir"]?.text
        shell = node["shell"]?.text
        primaryGroup = node["primary_group"]?.text ?? node["primary-group"]?.text
        groups = node["groups"]?.items?.compactMap(\.text) ?? []
        passwordHash = node["passwd"]?.text ?? node["hashed_passwd"]?.text
        let keys = node["ssh_authorized_keys"] ?? node["ssh-authorized-keys"]
        authorizedKeys = keys?.items?.compactMap(\.text) ?? []
        administratorRules = node["sudo"]?.text.map { [Self.rule($0)] } ?? []
        isSystem = node["system"]?.bool ?? false
        createsHome = !(node["no_create_home"]?.bool ?? false)
    }

    /// The shell commands that make the user; each step reports its own failure and the next goes on.
    var commands: [String] {
        let quoted = ShellQuoting.quote(name)
        var lines: [String] = []
        if let group = primaryGroup { lines.append("ensure_group \(ShellQuoting.quote(group))") }
        lines.append(["add_user", quoted, options].filter { !$0.isEmpty }.joined(separator: " "))
        for group in groups {
            let member = ShellQuoting.quote(group)
            lines.append("ensure_group \(member)")
            lines.append(
                "step \(ShellQuoting.quote("user \(name) in group \(group)")) addgroup \(quoted) \(member)")
        }
        // adduser -D leaves "!" as the password, with which sshd refuses even keys; "*" only refuses passwords.
        lines.append("set_password \(quoted) \(ShellQuoting.quote(passwordHash ?? "*"))")
        for rule in administratorRules { lines.append("administrator \(quoted) \(ShellQuoting.quote(rule))") }
        if !authorizedKeys.isEmpty {
            let keys = authorizedKeys.map(ShellQuoting.quote).joined(separator: " ")
            lines.append("authorized_keys \(quoted) \(keys)")
        }
        return lines
    }

    /// Options of busybox's adduser.
    private var options: String {
        var words: [String] = []
        if !createsHome { words.append("-H") }
        if isSystem { words.append("-S") }
        let valued = [("-u", uid), ("-g", fullName), ("-h", home), ("-s", shell), ("-G", primaryGroup)]
        for (option, value) in valued {
            if let value { words += [option, ShellQuoting.quote(value)] }
        }
        return words.joined(separator: " ")
    }
}
