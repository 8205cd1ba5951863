import Recipes

extension JoinBuilder {
    /// What each method takes besides `method`, `role`, `version`, `node-name`, `address`, `labels` and `persistent`.
    private static func taken(_ method: ClusterMethod) -> Set<String> {
        switch method {
        case .rancher: ["roles", "server", "token", "ca-checksum", "image"]
        case .rke: ["roles", "user", "network", "members"]
        case .kubeadm: ["server", "token", "discovery-ca-hash", "network"]
        case .kubespray: ["roles", "user", "network", "members"]
        case .k3s: ["server", "token"]
        }
    }

    /// A key that the method does not take would do nothing.
    mutating func checkKeys() {
        let taken = Self.taken(section.method.value)
        let given: [(String, SourcePosition?)] = [
            ("roles", section.roles.first?.position), ("server", section.server?.position),
            ("token", section.token?.position), ("ca-checksum", section.caChecksum?.position),
            ("discovery-ca-hash", section.discoveryCAHash?.position), ("image", section.image?.position),
            ("user", section.user?.position), ("network", section.network?.position),
            ("members", section.members.first?.name.position),
        ]
        for (key, position) in given {
            guard let position, !taken.contains(key) else { continue }
            diagnostics.error(
                at: position, "cluster.\(key): \(method) takes none", hint: Self.hint(key, method))
        }
    }

    private static func hint(_ key: String, _ method: String) -> String {
        switch (key, method) {
        case ("token", "rke"), ("token", "kubespray"), ("server", "rke"), ("server", "kubespray"):
            "it logs in to the machines by SSH; leave it out"
        case ("ca-checksum", "kubeadm"): "kubeadm's is discovery-ca-hash"
        case ("discovery-ca-hash", "rancher"): "Rancher's is ca-checksum"
        case ("roles", _): "role = \"server\" or \"agent\" is all it knows"
        default: "leave it out"
        }
    }
}
