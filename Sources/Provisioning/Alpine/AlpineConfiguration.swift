import Recipes

/// Carries a cloud-config out on Alpine, which ships no program that reads one: files where files are enough, and a
/// service of ours, run once at boot, for what needs the running system (users, owners by name, commands).
package struct AlpineConfiguration {
    private var items: [ProvisionedItem] = []
    private var commands: [String] = []
    private var checker = ShapeChecker(system: "kimage's configuration service for Alpine")

    private init() {}

    /// The service's name in /etc/init.d.
    package static let serviceName = "kimage-config"
    /// The script that the service runs.
    package static let scriptPath = "/etc/kimage/config.sh"

    /// What to put into the root tree; throws everything that could not be carried out.
    package static func provision(
        _ config: CloudConfig, additions: NodeAdditions = NodeAdditions()
    ) throws(Diagnostics) -> [ProvisionedItem] {
        var configuration = AlpineConfiguration()
        configuration.checker.check(config.pairs, keys: top, path: "")
        configuration.addHostname(config)
        configuration.addUsers(config)
        configuration.addRootKeys(config)
        configuration.addFiles(config)
        configuration.addCommands(config)
        configuration.add(additions)
        if configuration.checker.diagnostics.hasErrors { throw configuration.checker.diagnostics }
        configuration.addService()
        return configuration.items
    }

    /// The keys that are carried out; their names and types are cloud-init's.
    private static let top: [String: Shape] = [
        "hostname": .string, "users": .objects(AlpineUser.keys), "ssh_authorized_keys": .strings,
        "write_files": .objects([
            "path": .string, "content": .string, "encoding": .string, "owner": .string,
            "permissions": .string,
        ]),
        "runcmd": .list,
    ]

    private mutating func addHostname(_ config: CloudConfig) {
        guard let node = config["hostname"], let name = node.text else { return }
        let isName =
            name.utf8.count <= 64
            && name.utf8.allSatisfy { byte in
                byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || (byte >= 0x30 && byte <= 0x39)
                    || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7a)
            }
        guard isName, !name.isEmpty, !name.hasPrefix("-"), !name.hasPrefix(".") else {
            checker.error(
                at: node.position, "\"\(name)\" is no host name",
                hint: "letters, digits, hyphens and dots; at most 64 characters (Linux HOST_NAME_MAX)")
            return
        }
        items.append(.file("/etc/hostname", name + "\n"))
        items.append(
            .file(
                "/etc/hosts", "127.0.0.1\tlocalhost localhost.localdomain \(name)\n::1\tlocalhost \(name)\n"))
        items.append(runlevel("boot", "hostname"))
    }

    private mutating func addUsers(_ config: CloudConfig) {
        for node in config["users"]?.items ?? [] where node.pairs != nil {
            guard let user = AlpineUser(node), AlpineNames.isUserName(user.name) else {
                checker.error(
                    at: node.position, "a user needs a \"name\" of lower-case letters, digits, - and _",
                    hint: "- name: ops")
                continue
            }
            commands += user.commands
        }
    }

    /// cloud-init gives these keys to the image's default user; Alpine's root tree has only root.
    private mutating func addRootKeys(_ config: CloudConfig) {
        let keys = config["ssh_authorized_keys"]?.items?.compactMap(\.text) ?? []
        guard !keys.isEmpty else { return }
        items.append(ProvisionedItem(path: "/root", content: .directory(mode: 0o700, owner: .root)))
        items.append(ProvisionedItem(path: "/root/.ssh", content: .directory(mode: 0o700, owner: .root)))
        items.append(.file("/root/.ssh/authorized_keys", keys.joined(separator: "\n") + "\n", mode: 0o600))
    }

    private mutating func addFiles(_ config: CloudConfig) {
        for node in config["write_files"]?.items ?? [] where node.pairs != nil {
            guard let file = AlpineFile(node, checker: &checker) else { continue }
            items.append(file.item)
            if let owner = file.ownerByName {
                commands.append(
                    "step \(ShellQuoting.quote("owner of \(file.path)")) chown \(ShellQuoting.quote(owner)) "
                        + ShellQuoting.quote(file.path))
            }
        }
    }

    /// A text is a shell command, a list is a program and its arguments, as cloud-init has it.
    private mutating func addCommands(_ config: CloudConfig) {
        for (index, node) in (config["runcmd"]?.items ?? []).enumerated() {
            let label = ShellQuoting.quote("runcmd \(index + 1)")
            if let text = node.text, !node.isNull {
                commands.append("step \(label) /bin/sh -c \(ShellQuoting.quote(text))")
            } else if let words = node.items?.compactMap(\.text), words.count == node.items?.count,
                !words.isEmpty
            {
                commands.append("step \(label) " + words.map(ShellQuoting.quote).joined(separator: " "))
            } else {
                checker.error(
                    at: node.position, "a command must be a text or a list of texts; found \(node.described)",
                    hint: "quote a text that holds \": \"")
            }
        }
    }

    /// What the registry and the cluster need: files as they are, modules and sysctls by the services that Alpine has for
    /// them, commands after the user's own.
    private mutating func add(_ additions: NodeAdditions) {
        for addition in additions.files {
            items.append(file(addition.path, addition.contents, mode: addition.mode))
        }
        if !additions.modules.isEmpty {
            items.append(
                .file("/etc/modules-load.d/kimage.conf", additions.modules.map { $0 + "\n" }.joined()))
            items.append(runlevel("boot", "modules"))
        }
        if !additions.sysctls.isEmpty {
            let lines = additions.sysctls.map { "\($0.name) = \($0.value)\n" }
            items.append(.file("/etc/sysctl.d/90-kimage.conf", lines.joined()))
            items.append(runlevel("boot", "sysctl"))
        }
        for service in additions.services { items.append(runlevel(service.value, service.name)) }
        for (index, command) in additions.commands.enumerated() {
            let label = ShellQuoting.quote("cluster \(index + 1)")
            commands.append("step \(label) /bin/sh -c \(ShellQuoting.quote(command))")
        }
    }

    private mutating func addService() {
        guard !commands.isEmpty else { return }
        let script =
            PackageResources.alpine_steps_sh + Array((commands.joined(separator: "\n") + "\nfinish\n").utf8)
        items.append(file("/etc/init.d/\(Self.serviceName)", PackageResources.alpine_service_sh, mode: 0o755))
        items.append(file(Self.scriptPath, script, mode: 0o700))
        items.append(runlevel("default", Self.serviceName))
    }

    private func file(_ path: String, _ bytes: [UInt8], mode: UInt32) -> ProvisionedItem {
        ProvisionedItem(path: path, content: .file(bytes, mode: mode, owner: .root))
    }

    private func runlevel(_ level: String, _ service: String) -> ProvisionedItem {
        ProvisionedItem(
            path: "/etc/runlevels/\(level)/\(service)", content: .symlink(target: "/etc/init.d/\(service)"))
    }
}
