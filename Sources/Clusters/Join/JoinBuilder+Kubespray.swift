import Provisioning
import Recipes

extension JoinBuilder {
    mutating func buildKubespray() {
        let version = requiredVersion(example: "2.22.0")
        if traits.initSystem != .systemd {
            find(
                ClusterRules.kubesprayInit, at: section.method.position,
                "kubespray asserts that systemd starts services; \(traits.title) has none, and the play ends there"
            )
            return
        }
        let isMaster = roles.contains { $0 != .worker }
        if isMaster {
            requireState(["/var/lib/etcd", "/etc/kubernetes"], of: "etcd or controlplane")
        }
        requireRAM(isMaster ? 1500 : 1024, of: "kubespray")
        find(
            ClusterRules.kubesprayReboot, at: section.method.position,
            "kubespray sets machines up from outside: after a reboot of one without a disk somebody must run it again"
        )
        addKernelSettings()
        result.programs += ["sshd", "python3", "sudo"]
        let members = inventory()
        guard let version, !members.isEmpty else { return }
        let groups = KubesprayGroups(version)
        result.serverFiles += [
            ServerFile("kubespray/hosts.yaml", YAMLEmitter.emit(hosts(members, groups))),
            ServerFile("kubespray/group_vars/all.yml", YAMLEmitter.emit(allVariables(version))),
            ServerFile(
                "kubespray/group_vars/\(groups.cluster).yml", YAMLEmitter.emit(clusterVariables(version))),
        ]
    }

    private func hosts(_ members: [InventoryMember], _ groups: KubesprayGroups) -> YAMLNode {
        let machines = members.map { member in
            var pairs: [(String, YAMLNode)] = [("ansible_host", .string(member.address))]
            // They are for addresses that pods reach, so names would be wrong there.
            if Self.isAddress(member.address) {
                pairs += [("ip", .string(member.address)), ("access_ip", .string(member.address))]
            }
            if !member.labels.isEmpty {
                pairs.append(("node_labels", Build.map(member.labels.map { ($0.name, .string($0.value)) })))
            }
            return (member.name, Build.map(pairs))
        }
        let group = { (role: NodeRole) -> YAMLNode in
            let names = members.filter { $0.roles.contains(role) }.map { ($0.name, Build.map([])) }
            return Build.map([("hosts", Build.map(names))])
        }
        let cluster = Build.map([
            ("children", Build.map([(groups.controlPlane, Build.map([])), (groups.node, Build.map([]))]))
        ])
        let children = Build.map([
            (groups.controlPlane, group(.controlplane)), ("etcd", group(.etcd)),
            (groups.node, group(.worker)),
            (groups.cluster, cluster),
        ])
        return Build.map([("all", Build.map([("hosts", Build.map(machines)), ("children", children)]))])
    }

    private func allVariables(_ version: ClusterVersion) -> YAMLNode {
        var pairs: [(String, YAMLNode)] = [
            ("ansible_user", .string(user)), ("ansible_become", Build.plain("true")),
        ]
        // Until 2.7 kubespray was told the system; later it looks itself.
        if version < ClusterVersion(2, 8) { pairs.append(("bootstrap_os", .string(bootstrapOS))) }
        if traits.isUsrReadOnly { pairs.append(("bin_dir", .string("/opt/bin"))) }
        pairs += registryVariables(version)
        return Build.map(pairs)
    }

    /// What kubespray gives the runtimes itself, so that nothing of it may stand in their files already.
    private func registryVariables(_ version: ClusterVersion) -> [(String, YAMLNode)] {
        var pairs: [(String, YAMLNode)] = []
        let mirrors = registry.hubMirrors.map(\.address)
        if traits.has(.docker), version >= ClusterVersion(2, 7) {
            if !mirrors.isEmpty { pairs.append(("docker_registry_mirrors", .strings(mirrors))) }
            if !registry.insecure.isEmpty {
                pairs.append(("docker_insecure_registries", .strings(registry.insecure)))
            }
        } else if traits.has(.docker), !mirrors.isEmpty || !registry.insecure.isEmpty {
            // Its own options, and ours behind them: there was no other way before 2.7.
            let own = [
                "--insecure-registry={{ kube_service_addresses }}", "--graph={{ docker_daemon_graph }}",
                "{{ docker_log_opts }}",
            ]
            let ours =
                mirrors.map { "--registry-mirror=\($0)" }
                + registry.insecure.map { "--insecure-registry=\($0)" }
            pairs.append(("docker_options", .string((own + ours).joined(separator: " "))))
        }
        guard traits.has(.containerd), !registry.mirrors.isEmpty else { return pairs }
        if version >= ClusterVersion(2, 23) {
            pairs.append(
                ("containerd_registries_mirrors", Build.list(registry.mirrors.map(containerdMirror))))
        } else if version >= ClusterVersion(2, 16) {
            let endpoints = registry.mirrors.map {
                ($0.registry, YAMLNode.strings($0.endpoints.map(\.address)))
            }
            pairs.append(("containerd_registries", Build.map(endpoints)))
        }
        return pairs
    }

    private var bootstrapOS: String {
        if traits.isUsrReadOnly { return "coreos" }
        let title = traits.title.lowercased()
        return ["ubuntu", "debian", "centos", "opensuse"].first { title.hasPrefix($0) } ?? "none"
    }

    private func containerdMirror(_ mirror: RegistryConfiguration.Mirror) -> YAMLNode {
        let hosts = mirror.endpoints.map { endpoint in
            Build.map([
                ("host", .string(endpoint.address)), ("capabilities", .strings(["pull", "resolve"])),
                (
                    "skip_verify",
                    Build.plain(registry.insecure.contains(endpoint.host) ? "true" : "false")
                ),
            ])
        }
        return Build.map([("prefix", .string(mirror.registry)), ("mirrors", Build.list(hosts))])
    }

    private func clusterVariables(_ version: ClusterVersion) -> YAMLNode {
        var pairs: [(String, YAMLNode)] = [
            ("kube_network_plugin", .string(section.network?.value ?? "calico")),
            ("kubeconfig_localhost", Build.plain("true")),
        ]
        if let manager = traits.runtimes.lazy.compactMap(Self.manager).first, version >= ClusterVersion(2, 7)
        {
            pairs.append(("container_manager", .string(manager)))
        }
        return Build.map(pairs)
    }

    private static func manager(_ runtime: ContainerRuntime) -> String? {
        switch runtime {
        case .docker: "docker"
        case .containerd: "containerd"
        case .crio: "crio"
        case .systemDocker, .podman, .k3s: nil
        }
    }
}
