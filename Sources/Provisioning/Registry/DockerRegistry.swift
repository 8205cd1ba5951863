import Recipes

/// What a recipe's `[registry]` means to a Docker daemon, which mirrors Docker Hub and nothing else.
package struct DockerRegistry: Sendable, Equatable {
    /// Addresses of mirrors of Docker Hub, in order.
    package var mirrors: [String] = []
    /// `host:port` of registries without a verifiable certificate.
    package var insecure: [String] = []

    /// Docker Hub's names in image references.
    package static let hubNames = ["docker.io", "registry-1.docker.io", "index.docker.io"]

    /// Translates; mirrors of other registries are errors, and a mirror over plain HTTP must be named insecure.
    package init(_ section: RegistrySection, system: String, diagnostics: inout Diagnostics) {
        insecure = section.insecure.map(\.value)
        for mirror in section.mirrors {
            guard Self.hubNames.contains(mirror.registry.value) else {
                diagnostics.error(
                    at: mirror.registry.position,
                    "\(system)'s Docker can mirror docker.io only, not \"\(mirror.registry.value)\"",
                    hint: "pull from the mirror by its own name instead")
                continue
            }
            for endpoint in mirror.endpoints {
                mirrors.append(endpoint.value)
                checkInsecure(endpoint, diagnostics: &diagnostics)
            }
        }
    }

    private func checkInsecure(_ endpoint: Located<String>, diagnostics: inout Diagnostics) {
        guard endpoint.value.hasPrefix("http://") else { return }
        let host = endpoint.value.dropFirst("http://".count).prefix { $0 != "/" }
        if !insecure.contains(String(host)) {
            diagnostics.error(
                at: endpoint.position,
                "the mirror \(endpoint.value) speaks plain HTTP, which Docker refuses unless it is told",
                hint: "add \"\(host)\" to [registry] insecure")
        }
    }

    /// RancherOS's own keys, for docker and for system-docker (`registry_mirror` is one text there, not a list).
    package func rancherOS(
        into config: inout CloudConfig, section: RegistrySection, diagnostics: inout Diagnostics
    ) {
        if mirrors.count > 1, let second = section.mirrors.first?.endpoints.dropFirst().first {
            diagnostics.error(
                at: second.position, "RancherOS takes one mirror; \(mirrors.count) are given",
                hint: "put a load balancer before them, or name one")
        }
        for engine in ["docker", "system_docker"] {
            if let mirror = mirrors.first {
                if let theirs = config["rancher"]?[engine]?["registry_mirror"], theirs.text != mirror {
                    diagnostics.error(
                        at: theirs.position,
                        "the cloud-config's rancher.\(engine).registry_mirror differs from [registry]",
                        hint: "say it in one place")
                }
                config.set(["rancher", engine, "registry_mirror"], .string(mirror))
            }
            let known = config["rancher"]?[engine]?["insecure_registry"]?.items?.compactMap(\.text) ?? []
            let new = insecure.filter { !known.contains($0) }
            if !new.isEmpty { config.set(["rancher", engine, "insecure_registry"], .strings(new)) }
        }
    }

    /// `/etc/docker/daemon.json`, as dockerd reads it.
    package var daemonJSON: String {
        var lines: [String] = []
        if !insecure.isEmpty { lines.append("  \"insecure-registries\": \(Self.array(insecure))") }
        if !mirrors.isEmpty { lines.append("  \"registry-mirrors\": \(Self.array(mirrors))") }
        return "{\n" + lines.joined(separator: ",\n") + "\n}\n"
    }

    private static func array(_ texts: [String]) -> String {
        "[" + texts.map { "\"" + $0.flatMap(escape) + "\"" }.joined(separator: ", ") + "]"
    }

    private static func escape(_ character: Character) -> String {
        switch character {
        case "\"": "\\\""
        case "\\": "\\\\"
        default: String(character)
        }
    }
}
