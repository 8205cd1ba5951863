import Provisioning
import Recipes

extension JoinBuilder {
    private static let configPath = "/etc/kimage/kubeadm.yaml"

    private func registration(_ dialect: KubeadmDialect, _ socket: String) -> YAMLNode {
        var members: [(String, YAMLNode)] = []
        if let name = section.nodeName { members.append(("name", .string(name.value))) }
        members.append(("criSocket", .string(socket)))
        var arguments: [(String, String)] = []
        // The kubelet's own default, and kubeadm's since 1.22, is not what OpenRC has.
        if traits.initSystem == .openrc { arguments.append(("cgroup-driver", "cgroupfs")) }
        if let address = section.address { arguments.append(("node-ip", address.value)) }
        if !section.labels.isEmpty {
            let labels = section.labels.map { "\($0.value.name)=\($0.value.value)" }.joined(separator: ",")
            arguments.append(("node-labels", labels))
        }
        if !arguments.isEmpty { members.append(("kubeletExtraArgs", dialect.arguments(arguments))) }
        return Build.map(members)
    }

    /// kubeadm's own services: the runtime and the kubelet.
    private var services: [String] {
        let runtime = traits.runtimes.first { [.containerd, .crio, .docker].contains($0) }
        return [runtime?.rawValue].compactMap(\.self) + ["kubelet"]
    }

    private mutating func checkAddress() {
        guard let address = section.address, !Self.isAddress(address.value) else { return }
        diagnostics.error(
            at: address.position, "cluster.address: kubeadm takes an IP address, not \"\(address.value)\"",
            hint: "leave it out; the machine takes that of its default route")
    }

    mutating func addKubeadmAgent(
        _ dialect: KubeadmDialect, _ version: ClusterVersion, _ socket: String, _ token: Secret,
        _ server: String?
    ) {
        checkAddress()
        guard let server, let hash = section.discoveryCAHash else { return }
        let bootstrap = Build.map([
            ("apiServerEndpoint", .string(server)), ("token", .string(token.reveal())),
            ("caCertHashes", .strings([hash.value])),
        ])
        let document = Build.map([
            ("apiVersion", .string(dialect.apiVersion)), ("kind", .string("JoinConfiguration")),
            ("discovery", Build.map([("bootstrapToken", bootstrap)])),
            ("nodeRegistration", registration(dialect, socket)),
        ])
        result.additions.files.append(NodeFile(Self.configPath, YAMLEmitter.emit(document), mode: 0o600))
        let script = """
            [ -e /etc/kubernetes/kubelet.conf ] && exit 0
            # A machine that comes back while its old self still counts as Ready is refused, for a minute or so; and what
            # a join that failed leaves behind would make the next one fail.
            until kubeadm join --config \(Self.configPath); do
                kubeadm reset --force --cri-socket \(socket)
                sleep 15
            done

            """
        addService("kimage-join", "Joins the Kubernetes cluster", script)
    }

    mutating func addKubeadmServer(
        _ dialect: KubeadmDialect, _ version: ClusterVersion, _ socket: String, _ token: Secret,
        _ endpoint: String?
    ) {
        checkAddress()
        let bootstrap = Build.map([
            ("token", .string(token.reveal())), ("ttl", .string("0s")),
            ("usages", .strings(["signing", "authentication"])),
            ("groups", .strings(["system:bootstrappers:kubeadm:default-node-token"])),
        ])
        var start: [(String, YAMLNode)] = [
            ("apiVersion", .string(dialect.apiVersion)), ("kind", .string("InitConfiguration")),
            ("bootstrapTokens", Build.list([bootstrap])),
        ]
        if let address = section.address {
            start.append(("localAPIEndpoint", Build.map([("advertiseAddress", .string(address.value))])))
        }
        start.append(("nodeRegistration", registration(dialect, socket)))
        var cluster: [(String, YAMLNode)] = [
            ("apiVersion", .string(dialect.apiVersion)), ("kind", .string("ClusterConfiguration")),
            ("kubernetesVersion", .string(kubernetesVersion)),
        ]
        if let endpoint { cluster.append(("controlPlaneEndpoint", .string(endpoint))) }
        if let subnet = podSubnet {
            cluster.append(("networking", Build.map([("podSubnet", .string(subnet))])))
        }
        let kubelet = Build.map([
            ("apiVersion", .string("kubelet.config.k8s.io/v1beta1")),
            ("kind", .string("KubeletConfiguration")),
            ("cgroupDriver", .string(result.usesSystemdCgroups ? "systemd" : "cgroupfs")),
        ])
        let documents = [Build.map(start), Build.map(cluster), kubelet].map(YAMLEmitter.emit)
        result.additions.files.append(
            NodeFile(Self.configPath, documents.joined(separator: "---\n"), mode: 0o600))
        let script = """
            [ -e /etc/kubernetes/admin.conf ] && exit 0
            exec kubeadm init --config \(Self.configPath) --skip-token-print

            """
        addService("kimage-init", "Makes the Kubernetes cluster", script)
    }

    private var kubernetesVersion: String {
        let version = section.version?.value ?? ""
        return version.hasPrefix("v") ? version : "v\(version)"
    }

    /// What the networks' own manifests have in them unless they are changed.
    private var podSubnet: String? {
        switch section.network?.value {
        case "flannel", "canal": "10.244.0.0/16"
        case "calico": "192.168.0.0/16"
        default: nil
        }
    }

    private mutating func addService(_ name: String, _ description: String, _ script: String) {
        let service = NodeService(
            name: name, description: description, script: script, needs: services, isOneShot: true)
        result.additions.append(service.additions(for: traits))
    }
}
