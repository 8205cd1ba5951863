import Provisioning
import Recipes

extension JoinBuilder {
    mutating func buildRKE() {
        requireDocker()
        if roles.contains(where: { $0 != .worker }) {
            requireState(["/var/lib/etcd", "/etc/kubernetes"], of: "etcd or controlplane")
        }
        find(
            ClusterRules.rkeReboot, at: section.method.position,
            "rke sets machines up from outside: after a reboot of one without a disk somebody must run rke up again"
        )
        addKernelSettings()
        addSSH()
        let members = inventory()
        guard !members.isEmpty else { return }
        let text = YAMLEmitter.emit(cluster(members))
        let holdsSecret = !registry.logins.isEmpty
        result.serverFiles.append(ServerFile("rke/cluster.yml", text, mode: holdsSecret ? 0o600 : 0o644))
    }

    /// rke tunnels to Docker's socket through sshd, as a user who may use it (rke, hosts/tunnel.go).
    private mutating func addSSH() {
        guard traits.initSystem != .rancheros else { return }
        result.programs.append("sshd")
        // Alpine's own sshd_config says no.
        result.additions.files.append(
            NodeFile("/etc/ssh/sshd_config.d/10-kimage.conf", "AllowTcpForwarding yes\n", mode: 0o600))
        guard let user = section.user?.value, user != "root" else { return }
        let command = traits.initSystem == .openrc ? "addgroup \(user) docker" : "usermod -aG docker \(user)"
        result.additions.commands.append(command)
    }

    private func cluster(_ members: [InventoryMember]) -> YAMLNode {
        // rke knows no role in another order, and files are compared.
        let order: [NodeRole] = [.controlplane, .etcd, .worker]
        let nodes = members.map { member in
            var pairs: [(String, YAMLNode)] = [
                ("address", .string(member.address)), ("hostname_override", .string(member.name)),
                ("user", .string(user)),
                ("role", .strings(order.filter(member.roles.contains).map(\.rawValue))),
            ]
            if !member.labels.isEmpty {
                pairs.append(("labels", Build.map(member.labels.map { ($0.name, .string($0.value)) })))
            }
            return Build.map(pairs)
        }
        var pairs: [(String, YAMLNode)] = [("nodes", Build.list(nodes))]
        var network: [(String, YAMLNode)] = [("plugin", .string(section.network?.value ?? "canal"))]
        // rke's documentation, os: /usr cannot be written there.
        if traits.isUsrReadOnly, let option = flexVolumeOption(section.network?.value ?? "canal") {
            network.append(("options", Build.map([(option, .string(Self.flexVolumes + "/nodeagent~uds"))])))
        }
        pairs.append(("network", Build.map(network)))
        if traits.isUsrReadOnly {
            let arguments = Build.map([("flex-volume-plugin-dir", .string(Self.flexVolumes + "/"))])
            pairs.append(
                ("services", Build.map([("kube-controller", Build.map([("extra_args", arguments)]))])))
        }
        if traits.isUsrReadOnly || traits.initSystem == .rancheros {
            // rke, hosts/hosts.go
            pairs.append(("prefix_path", .string("/opt/rke")))
        }
        if !registry.logins.isEmpty {
            let logins = registry.logins.map { login in
                Build.map([
                    ("url", .string(login.registry)), ("user", .string(login.user)),
                    ("password", .string(login.password.reveal())),
                ])
            }
            pairs.append(("private_registries", Build.list(logins)))
        }
        return Build.map(pairs)
    }

    private static let flexVolumes = "/opt/kubernetes/kubelet-plugins/volume/exec"

    private func flexVolumeOption(_ network: String) -> String? {
        ["canal", "calico"].contains(network) ? "\(network)_flex_volume_plugin_dir" : nil
    }
}
