import Provisioning
import Recipes

/// Makes what one `[cluster]` asks of a node, and collects what stands against it.
struct JoinBuilder {
    let section: ClusterSection
    let traits: NodeTraits
    let config: CloudConfig
    let registry: RegistryConfiguration
    /// What the machine is said to have, in bytes.
    let ram: Located<UInt64>?
    /// nil where the method takes none, or where it is missing and that is in the diagnostics.
    let token: Secret?
    var result = JoinResult()
    var diagnostics = Diagnostics()

    init(
        _ section: ClusterSection, traits: NodeTraits, config: CloudConfig, registry: RegistryConfiguration,
        ram: Located<UInt64>?, secrets: SecretStore
    ) {
        self.section = section
        self.traits = traits
        self.config = config
        self.registry = registry
        self.ram = ram
        var found = Diagnostics()
        token = section.token.flatMap { secrets.resolve($0, for: "the cluster's token", &found) }
        diagnostics = found
    }

    mutating func build() {
        checkKeys()
        switch section.method.value {
        case .rancher: buildRancher()
        case .rke: buildRKE()
        case .kubeadm: buildKubeadm()
        case .kubespray: buildKubespray()
        case .k3s: buildK3s()
        }
    }

    var isServer: Bool { section.role.value == .server }
    var method: String { section.method.value.rawValue }

    /// The roles that the recipe names or that its role stands for.
    var roles: [NodeRole] {
        if !section.roles.isEmpty { return section.roles.map(\.value) }
        return isServer ? NodeRole.allCases : [.worker]
    }

    /// The version; where it is missing or has no number, an error.
    mutating func requiredVersion(example: String) -> ClusterVersion? {
        guard let version = section.version else {
            diagnostics.error(
                at: section.position, "cluster.version is missing: what \(method) takes depends on it",
                hint: "for example version = \"\(example)\"")
            return nil
        }
        guard let parsed = ClusterVersion(version.value) else {
            diagnostics.error(
                at: version.position, "cluster.version: \"\(version.value)\" begins with no number",
                hint: "for example version = \"\(example)\"")
            return nil
        }
        return parsed
    }

    mutating func find(
        _ rule: CheckRule, at position: SourcePosition?, _ message: String, hint: String? = nil
    ) {
        diagnostics.append(CheckFinding(rule, at: position, message, hint: hint).diagnostic)
    }

    /// The server's address; where it is missing an error.
    mutating func requiredServer(example: String) -> Located<String>? {
        if let server = section.server { return server }
        diagnostics.error(
            at: section.position, "cluster.server is missing: where does the machine join?",
            hint: "for example server = \"\(example)\"")
        return nil
    }

    /// The token; where the recipe names none an error.
    mutating func requiredToken() -> (secret: Secret, position: SourcePosition)? {
        guard let source = section.token else {
            diagnostics.error(
                at: section.position, "cluster.token is missing: without it nobody joins",
                hint: "for example token = { env = \"CLUSTER_TOKEN\" }")
            return nil
        }
        return token.map { ($0, source.position) }
    }

    /// A server's state must outlive a reboot.
    mutating func requireState(_ paths: [String], of what: String) {
        result.statePaths += paths
        guard !section.isPersistent else { return }
        let position = section.roles.first { $0.value != .worker }?.position ?? section.role.position
        let names = paths.joined(separator: " and ")
        let they = paths.count == 1 ? "which" : "both of which"
        find(
            ClusterRules.stateless, at: position,
            "\(what) keeps the cluster in \(names), \(they) a machine without a disk loses at each boot")
    }

    /// What the machine has must be what the method's own checks ask for.
    mutating func requireRAM(_ minimum: UInt64, of what: String) {
        guard let ram, ram.value < minimum << 20 else { return }
        find(
            ClusterRules.memory, at: ram.position,
            "\(what) asks for \(minimum) MiB of RAM; the budget is \(ram.value >> 20) MiB")
    }

    /// Docker, for what runs in Docker only.
    mutating func requireDocker() {
        if traits.has(.docker) { return }
        find(
            ClusterRules.docker, at: section.method.position,
            "\(method) runs in Docker, and \(traits.title) has none here")
    }

    /// What every Kubernetes asks of the kernel: modules first, since `net.bridge` is there only with `br_netfilter`.
    mutating func addKernelSettings() {
        result.additions.modules += ["overlay", "br_netfilter", "nf_conntrack"]
        result.additions.sysctls += [
            NodeSetting("net.ipv4.ip_forward", "1"), NodeSetting("net.bridge.bridge-nf-call-iptables", "1"),
            NodeSetting("net.bridge.bridge-nf-call-ip6tables", "1"),
        ]
        // Mounts the control groups, which nothing else does there.
        if traits.initSystem == .openrc {
            result.additions.services.append(NodeSetting("cgroups", "default"))
        }
    }

    /// An IPv4 or IPv6 address; everything else is a name.
    static func isAddress(_ text: String) -> Bool {
        if text.contains(":") { return true }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
    }
}
