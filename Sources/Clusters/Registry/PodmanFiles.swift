import Provisioning

/// The files that podman and CRI-O share (containers-registries.conf(5), containers-certs.d(5), containers.conf(5)).
enum PodmanFiles {
    private static let registriesPath = "/etc/containers/registries.conf.d/50-kimage.conf"
    private static let crioLoginPath = "/etc/crio/kimage-auth.json"

    static func additions(_ registry: RegistryConfiguration, traits: NodeTraits) -> NodeAdditions {
        var additions = NodeAdditions()
        let registries = registriesConf(registry)
        if !registries.isEmpty { additions.files.append(NodeFile(registriesPath, registries)) }
        for host in registry.trustedHosts {
            additions.files.append(
                NodeFile("/etc/containers/certs.d/\(host)/ca.crt", registry.authority ?? ""))
        }
        let logins = RegistryLogin.file(registry.logins, key: \.registry)
        if traits.has(.podman) {
            if !registry.logins.isEmpty {
                additions.files.append(NodeFile("/root/.config/containers/auth.json", logins, mode: 0o600))
            }
            if traits.isRootInitramfs {
                additions.files.append(
                    NodeFile(
                        "/etc/containers/containers.conf.d/50-kimage.conf", "[engine]\nno_pivot_root = true\n"
                    ))
            }
        }
        if traits.has(.crio) {
            var text = ""
            if !registry.logins.isEmpty {
                additions.files.append(NodeFile(crioLoginPath, logins, mode: 0o600))
                text += "[crio.image]\nglobal_auth_file = \"\(crioLoginPath)\"\n"
            }
            if traits.isRootInitramfs { text += "[crio.runtime]\nno_pivot = true\n" }
            if !text.isEmpty {
                additions.files.append(NodeFile("/etc/crio/crio.conf.d/50-kimage.conf", text))
            }
        }
        return additions
    }

    private static func registriesConf(_ registry: RegistryConfiguration) -> String {
        var blocks: [String] = []
        for mirror in registry.mirrors {
            var block = "[[registry]]\nprefix = \(Quoted.string(mirror.registry))\n"
            block += "location = \(Quoted.string(mirror.registry))\n"
            if registry.insecure.contains(mirror.registry) { block += "insecure = true\n" }
            for endpoint in mirror.endpoints {
                block += "\n[[registry.mirror]]\nlocation = \(Quoted.string(endpoint.host + endpoint.path))\n"
                if endpoint.isPlainHTTP || registry.insecure.contains(endpoint.host) {
                    block += "insecure = true\n"
                }
            }
            blocks.append(block)
        }
        let mirrored = Set(registry.mirrors.map(\.registry))
        for host in registry.insecure where !mirrored.contains(host) {
            blocks.append("[[registry]]\nlocation = \(Quoted.string(host))\ninsecure = true\n")
        }
        return blocks.joined(separator: "\n")
    }
}
