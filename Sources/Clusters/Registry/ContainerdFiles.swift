import Provisioning

/// containerd's files, for its plugin `cri` (containerd, docs/hosts.md and docs/cri/config.md).
enum ContainerdFiles {
    static let configPath = "/etc/containerd/config.toml"
    static let hostsFolder = "/etc/containerd/certs.d"
    private static let plugin = "plugins.\"io.containerd.grpc.v1.cri\""

    static func additions(
        _ registry: RegistryConfiguration, traits: NodeTraits, usesSystemdCgroups: Bool
    ) -> NodeAdditions {
        var additions = NodeAdditions()
        let config = configTOML(
            registry, noPivotRoot: traits.isRootInitramfs, usesSystemdCgroups: usesSystemdCgroups)
        guard let config else { return additions }
        let mode: UInt32 = registry.logins.isEmpty ? 0o644 : 0o600
        additions.files.append(NodeFile(configPath, config, mode: mode))
        if traits.hasOwnContainerdConfig {
            // flatcar/Flatcar#583: the unit names a configuration below /usr unless this is reset.
            let text = "[Service]\nExecStart=\nExecStart=/usr/bin/containerd\n"
            additions.units.append(
                NodeUnit(
                    "containerd.service", contents: nil, isEnabled: false,
                    dropIns: [NodeFile("10-use-custom-config.conf", text)]))
        }
        for mirror in registry.mirrors {
            let folder = mirror.registry == "*" ? "_default" : mirror.registry
            additions.files.append(
                NodeFile("\(hostsFolder)/\(folder)/hosts.toml", hostsTOML(mirror, registry)))
        }
        let mirrored = Set(registry.mirrors.map(\.registry))
        for host in registry.insecure where !mirrored.contains(host) {
            additions.files.append(NodeFile("\(hostsFolder)/\(host)/hosts.toml", insecureTOML(host)))
        }
        for host in registry.trustedHosts {
            additions.files.append(NodeFile(authorityPath(host), registry.authority ?? ""))
        }
        for host in registry.trustedHosts where !mirrored.contains(host) && !registry.insecure.contains(host)
        {
            let text = """
                server = \(Quoted.string("https://\(host)"))

                [host.\(Quoted.string("https://\(host)"))]
                  ca = \(Quoted.string(authorityPath(host)))

                """
            additions.files.append(NodeFile("\(hostsFolder)/\(host)/hosts.toml", text))
        }
        return additions
    }

    private static func authorityPath(_ host: String) -> String { "\(hostsFolder)/\(host)/ca.crt" }

    /// nil where containerd needs to be told nothing.
    static func configTOML(
        _ registry: RegistryConfiguration, noPivotRoot: Bool, usesSystemdCgroups: Bool
    ) -> String? {
        guard !registry.isEmpty || noPivotRoot || usesSystemdCgroups else { return nil }
        var text = "version = 2\n"
        if !registry.isEmpty {
            text += "\n[\(plugin).registry]\n  config_path = \(Quoted.string(hostsFolder))\n"
        }
        for login in registry.logins {
            let host = login.registry == "docker.io" ? "registry-1.docker.io" : login.registry
            text += "\n[\(plugin).registry.configs.\(Quoted.string(host)).auth]\n"
            text += "  username = \(Quoted.string(login.user))\n"
            text += "  password = \(Quoted.string(login.password.reveal()))\n"
        }
        if noPivotRoot || usesSystemdCgroups {
            text += "\n[\(plugin).containerd.runtimes.runc]\n  runtime_type = \"io.containerd.runc.v2\"\n"
            text += "\n[\(plugin).containerd.runtimes.runc.options]\n"
            if noPivotRoot { text += "  NoPivotRoot = true\n" }
            if usesSystemdCgroups { text += "  SystemdCgroup = true\n" }
        }
        return text
    }

    private static func hostsTOML(
        _ mirror: RegistryConfiguration.Mirror, _ registry: RegistryConfiguration
    ) -> String {
        var text = ""
        switch mirror.registry {
        case "*": break
        case "docker.io": text += "server = \"https://registry-1.docker.io\"\n\n"
        default: text += "server = \(Quoted.string("https://\(mirror.registry)"))\n\n"
        }
        let blocks = mirror.endpoints.map { endpoint in
            // What stands in the key is a host and its API's path, which is /v2 unless another one is before it.
            let address = endpoint.path.isEmpty ? endpoint.address : endpoint.address + "/v2"
            var block = "[host.\(Quoted.string(address))]\n  capabilities = [\"pull\", \"resolve\"]\n"
            if registry.trustedHosts.contains(endpoint.host) {
                block += "  ca = \(Quoted.string(authorityPath(endpoint.host)))\n"
            }
            if !endpoint.isPlainHTTP, registry.insecure.contains(endpoint.host) {
                block += "  skip_verify = true\n"
            }
            if !endpoint.path.isEmpty { block += "  override_path = true\n" }
            return block
        }
        return text + blocks.joined(separator: "\n")
    }

    /// A registry that is reached by TLS without verification or by plain HTTP, whichever it speaks.
    private static func insecureTOML(_ host: String) -> String {
        """
        server = \(Quoted.string("https://\(host)"))

        [host.\(Quoted.string("https://\(host)"))]
          skip_verify = true

        [host.\(Quoted.string("http://\(host)"))]
          capabilities = ["pull", "resolve", "push"]

        """
    }
}
