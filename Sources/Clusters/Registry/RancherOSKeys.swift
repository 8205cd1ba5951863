import Provisioning
import Recipes

/// RancherOS's own keys, for docker and for system-docker.
enum RancherOSKeys {
    static func additions(
        _ registry: RegistryConfiguration, traits: NodeTraits, config: CloudConfig,
        diagnostics: inout Diagnostics
    ) -> NodeAdditions {
        var additions = NodeAdditions()
        let mirrors = registry.hubMirrors
        // rancher/os, config/schema.go: registry_mirror is one string.
        if let second = mirrors.dropFirst().first {
            diagnostics.error(
                at: second.position, "RancherOS takes one mirror; \(mirrors.count) are given",
                hint: "put a load balancer before them, or name one")
        }
        for runtime in traits.runtimes where runtime.isDocker {
            let engine = runtime == .docker ? "docker" : "system_docker"
            if let mirror = mirrors.first {
                checkMirror(mirror, engine, config, &diagnostics)
                additions.cloudConfig.set(["rancher", engine, "registry_mirror"], .string(mirror.address))
            }
            // The renderer joins lists, and RancherOS's validator refuses what is listed twice.
            let known = config["rancher"]?[engine]?["insecure_registry"]?.items?.compactMap(\.text)
            let new = registry.insecure.filter { !(known ?? []).contains($0) }
            if !new.isEmpty {
                additions.cloudConfig.set(["rancher", engine, "insecure_registry"], .strings(new))
            }
        }
        for login in registry.logins {
            let entry = YAMLNode(.mapping([YAMLPair("auth", .string(login.authorization))]))
            additions.cloudConfig.set(["rancher", "registry_auths", login.dockerKey], entry)
        }
        return additions
    }

    private static func checkMirror(
        _ mirror: MirrorEndpoint, _ engine: String, _ config: CloudConfig, _ diagnostics: inout Diagnostics
    ) {
        guard let theirs = config["rancher"]?[engine]?["registry_mirror"], let text = theirs.text,
            text != mirror.address
        else { return }
        diagnostics.error(
            at: theirs.position,
            "the cloud-config's rancher.\(engine).registry_mirror differs from [registry]: \"\(text)\" and \"\(mirror.address)\"",
            hint: "say it in one place")
    }
}
