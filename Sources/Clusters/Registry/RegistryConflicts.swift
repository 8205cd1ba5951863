import Provisioning
import Recipes

/// Finds where the user's own configuration and what is made from `[registry]` stand in each other's way.
struct RegistryConflicts {
    let registry: RegistryConfiguration
    let traits: NodeTraits
    let config: CloudConfig
    var findings: [CheckFinding] = []

    init(_ registry: RegistryConfiguration, traits: NodeTraits, config: CloudConfig) {
        self.registry = registry
        self.traits = traits
        self.config = config
    }

    /// `made` are the files that kimage will embed.
    mutating func check(made: [NodeFile]) {
        for file in UserFile.all(in: config) {
            switch file.path {
            case DockerFiles.daemonPath: checkDaemon(file, engine: "docker", made: made)
            case "/etc/docker/system-docker.json" where traits.initSystem == .rancheros:
                checkDaemon(file, engine: "system_docker", made: made)
            default: checkOverwritten(file, made)
            }
        }
    }

    private mutating func find(
        _ rule: CheckRule, _ position: SourcePosition?, _ message: String, hint: String? = nil
    ) {
        findings.append(CheckFinding(rule, at: position, message, hint: hint))
    }

    private mutating func checkOverwritten(_ file: UserFile, _ made: [NodeFile]) {
        guard let other = made.first(where: { $0.path == file.path }) else { return }
        if let text = file.text, Array(text.utf8) == other.contents { return }
        find(
            RegistryRules.ownFile, file.pathPosition,
            "write_files writes \(file.path), which is made from [registry] and [cluster] as well")
    }

    private mutating func checkDaemon(_ file: UserFile, engine: String, made: [NodeFile]) {
        guard let text = file.text else { return checkOverwritten(file, made) }
        // JSON is YAML as well, and this reader knows places.
        let node = try? YAMLReader.read(text, file: file.path)
        guard let node, let pairs = node.pairs, text.contains("{") else {
            find(RegistryRules.notJSON, file.position, "\(file.path) is no map of JSON")
            return
        }
        let keys = Set(pairs.map(\.key))
        for (key, flag) in flags(engine) where keys.contains(key) {
            find(
                RegistryRules.flagAndFile, file.position,
                "\(file.path) has \"\(key)\", which \(flag); dockerd does not start with both")
        }
        guard made.contains(where: { $0.path == file.path }) else { return }
        compare(node, file)
    }

    /// Directives that the daemon is given as flags, and by whom.
    private func flags(_ engine: String) -> [(key: String, reason: String)] {
        switch traits.initSystem {
        case .rancheros:
            var flags = ["hosts", "group", "log-opts"].map { ($0, "RancherOS gives dockerd as a flag") }
            let keys = config["rancher"]?[engine]
            if !registry.hubMirrors.isEmpty {
                flags.append(("registry-mirrors", "[registry] makes a flag there"))
            } else if keys?["registry_mirror"] != nil {
                flags.append(("registry-mirrors", "rancher.\(engine).registry_mirror makes a flag"))
            }
            if !registry.insecure.isEmpty {
                flags.append(("insecure-registries", "[registry] makes a flag there"))
            } else if keys?["insecure_registry"] != nil {
                flags.append(("insecure-registries", "rancher.\(engine).insecure_registry makes a flag"))
            }
            return flags
        case .systemd:
            // docker.service: dockerd -H fd://
            var flags = [("hosts", "its unit gives dockerd as a flag")]
            for (option, key) in [
                ("--registry-mirror", "registry-mirrors"), ("--insecure-registry", "insecure-registries"),
            ] where holdsText(option) {
                flags.append((key, "the configuration gives dockerd as the flag \(option)"))
            }
            return flags
        case .openrc: return []
        }
    }

    /// Whether any text of the configuration besides JSON holds the words.
    private func holdsText(_ words: String) -> Bool { Self.holds(config.node, words) }

    private static func holds(_ node: YAMLNode, _ words: String) -> Bool {
        switch node.content {
        case .scalar(let text, _): text.contains(words)
        case .sequence(let items): items.contains { holds($0, words) }
        case .mapping(let pairs): pairs.contains { holds($0.value, words) }
        }
    }

    /// The user's daemon.json replaces ours, so it must say what `[registry]` says.
    private mutating func compare(_ node: YAMLNode, _ file: UserFile) {
        let wanted = [
            ("registry-mirrors", registry.hubMirrors.map(\.address)),
            ("insecure-registries", registry.insecure),
        ]
        for (key, values) in wanted where !values.isEmpty {
            let theirs = node[key]?.items?.compactMap(\.text).map(Self.withoutSlash)
            guard theirs != values else { continue }
            let has = theirs == nil ? "has no \"\(key)\"" : "has another \"\(key)\" than [registry]"
            find(
                RegistryRules.ownFile, file.position,
                "\(file.path) \(has), and it replaces the one that [registry] makes",
                hint: "write \"\(key)\": \(Quoted.array(values)) into it, or leave the file to [registry]")
        }
    }

    private static func withoutSlash(_ address: String) -> String {
        address.hasSuffix("/") ? String(address.dropLast()) : address
    }
}

extension RegistryConflicts {
    /// A flag in a unit of the user's with a daemon.json of ours.
    mutating func checkFlags(made: [NodeFile]) {
        guard traits.initSystem != .rancheros, made.contains(where: { $0.path == DockerFiles.daemonPath })
        else {
            return
        }
        let pairs: [(String, String, Bool)] = [
            ("--registry-mirror", "registry-mirrors", !registry.hubMirrors.isEmpty),
            ("--insecure-registry", "insecure-registries", !registry.insecure.isEmpty),
        ]
        for (option, key, isMade) in pairs where isMade {
            guard let node = Self.first(option, in: config.node) else { continue }
            find(
                RegistryRules.flagAndFile, node.position,
                "dockerd is given \(option) here, and [registry] makes \"\(key)\" in its file; it does not start with both"
            )
        }
    }

    private static func first(_ words: String, in node: YAMLNode) -> YAMLNode? {
        switch node.content {
        case .scalar(let text, _): text.contains(words) ? node : nil
        case .sequence(let items): items.lazy.compactMap { first(words, in: $0) }.first
        case .mapping(let pairs): pairs.lazy.compactMap { first(words, in: $0.value) }.first
        }
    }
}
