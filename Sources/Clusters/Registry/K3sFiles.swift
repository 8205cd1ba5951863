import Provisioning

/// `registries.yaml` of k3s, from which it makes its containerd's configuration at each start.
enum K3sFiles {
    static let registriesPath = "/etc/rancher/k3s/registries.yaml"
    private static let authorityPath = "/etc/rancher/k3s/registry-ca.crt"

    static func additions(_ registry: RegistryConfiguration) -> NodeAdditions {
        var additions = NodeAdditions()
        guard !registry.isEmpty else { return additions }
        let mode: UInt32 = registry.logins.isEmpty ? 0o644 : 0o600
        additions.files.append(NodeFile(registriesPath, YAMLEmitter.emit(document(registry)), mode: mode))
        if !registry.trustedHosts.isEmpty {
            additions.files.append(NodeFile(authorityPath, registry.authority ?? ""))
        }
        return additions
    }

    private static func document(_ registry: RegistryConfiguration) -> YAMLNode {
        var mirrors: [YAMLPair] = registry.mirrors.map { mirror in
            YAMLPair(mirror.registry, Build.map([("endpoint", .strings(mirror.endpoints.map(\.address)))]))
        }
        let mirrored = Set(registry.mirrors.map(\.registry))
        for host in registry.insecure where !mirrored.contains(host) {
            let both = ["https://\(host)", "http://\(host)"]
            mirrors.append(YAMLPair(host, Build.map([("endpoint", .strings(both))])))
        }
        var configs: [YAMLPair] = []
        let trusted = registry.trustedHosts
        let hosts = Set(trusted + registry.insecure + registry.logins.map(\.registry)).sorted()
        for host in hosts {
            var members: [(String, YAMLNode)] = []
            if let login = registry.logins.first(where: { $0.registry == host }) {
                members.append(
                    (
                        "auth",
                        Build.map([
                            ("username", .string(login.user)), ("password", .string(login.password.reveal())),
                        ])
                    ))
            }
            if registry.insecure.contains(host) {
                members.append(("tls", Build.map([("insecure_skip_verify", Build.plain("true"))])))
            } else if trusted.contains(host) {
                members.append(("tls", Build.map([("ca_file", .string(authorityPath))])))
            }
            configs.append(YAMLPair(host, Build.map(members)))
        }
        var pairs: [YAMLPair] = []
        if !mirrors.isEmpty { pairs.append(YAMLPair("mirrors", YAMLNode(.mapping(mirrors)))) }
        if !configs.isEmpty { pairs.append(YAMLPair("configs", YAMLNode(.mapping(configs)))) }
        return YAMLNode(.mapping(pairs))
    }
}
