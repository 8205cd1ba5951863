import Provisioning

/// dockerd's own files.
enum DockerFiles {
    static let daemonPath = "/etc/docker/daemon.json"
    static let loginPath = "/root/.docker/config.json"

    static func additions(
        _ registry: RegistryConfiguration, traits: NodeTraits, usesSystemdCgroups: Bool
    ) -> NodeAdditions {
        var additions = NodeAdditions()
        let daemon = daemonJSON(registry, usesSystemdCgroups: usesSystemdCgroups)
        if let daemon, traits.initSystem != .rancheros {
            additions.files.append(NodeFile(daemonPath, daemon))
        }
        for host in registry.trustedHosts {
            additions.files.append(
                NodeFile("/etc/docker/certs.d/\(host)/ca.crt", registry.authority ?? ""))
        }
        if !registry.logins.isEmpty, traits.initSystem != .rancheros {
            additions.files.append(
                NodeFile(loginPath, RegistryLogin.file(registry.logins, key: \.dockerKey), mode: 0o600))
        }
        if traits.isRootInitramfs { additions.append(ramDisk(traits)) }
        return additions
    }

    /// nil where dockerd needs to be told nothing.
    static func daemonJSON(_ registry: RegistryConfiguration, usesSystemdCgroups: Bool = false) -> String? {
        var lines: [String] = []
        // kubeadm's kubelet uses systemd's cgroups since Kubernetes 1.22 and dies where Docker does not.
        if usesSystemdCgroups { lines.append("  \"exec-opts\": [\"native.cgroupdriver=systemd\"]") }
        if !registry.insecure.isEmpty {
            lines.append("  \"insecure-registries\": \(Quoted.array(registry.insecure))")
        }
        let mirrors = registry.hubMirrors.map(\.address)
        if !mirrors.isEmpty { lines.append("  \"registry-mirrors\": \(Quoted.array(mirrors))") }
        return lines.isEmpty ? nil : "{\n" + lines.joined(separator: ",\n") + "\n}\n"
    }

    /// moby, libcontainerd: NoPivotRoot is whether DOCKER_RAMDISK is set. RancherOS sets it itself.
    private static func ramDisk(_ traits: NodeTraits) -> NodeAdditions {
        var additions = NodeAdditions()
        switch traits.initSystem {
        case .systemd:
            let dropIn = NodeFile("10-kimage-ram.conf", "[Service]\nEnvironment=DOCKER_RAMDISK=true\n")
            additions.units.append(
                NodeUnit("docker.service", contents: nil, isEnabled: false, dropIns: [dropIn]))
        case .openrc:
            additions.files.append(NodeFile("/etc/conf.d/docker", "export DOCKER_RAMDISK=true\n"))
        case .rancheros: break
        }
        return additions
    }
}
