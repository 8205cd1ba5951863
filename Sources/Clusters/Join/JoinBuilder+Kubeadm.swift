import Provisioning
import Recipes

extension JoinBuilder {
    mutating func buildKubeadm() {
        let version = requiredVersion(example: "1.28.3")
        if traits.initSystem == .rancheros {
            find(
                ClusterRules.kubeadmInit, at: section.method.position,
                "kubeadm starts the kubelet by systemd or OpenRC; \(traits.title) has neither")
            return
        }
        let endpoint = apiServer()
        let token = requiredToken()
        if !isServer, section.discoveryCAHash == nil {
            find(
                ClusterRules.kubeadmHash, at: section.position,
                "cluster.discovery-ca-hash is missing: the machine could not tell the cluster from another one"
            )
        }
        if let network = section.network, !isServer {
            diagnostics.error(
                at: network.position, "cluster.network: the server says what network the pods have",
                hint: "leave it out")
        }
        guard let version, let dialect = KubeadmDialect(version) else {
            if let version = section.version, ClusterVersion(version.value) != nil {
                diagnostics.error(
                    at: version.position, "cluster.version: the files of kubeadm before 1.13 are others",
                    hint: "take Kubernetes 1.13 or later")
            }
            return
        }
        checkControlGroups(version)
        guard let socket = runtimeSocket(version), let token else { return }
        if !TokenForm.isKubeadm(token.secret.reveal()) {
            find(
                ClusterRules.kubeadmToken, at: token.position,
                "cluster.token: a token of kubeadm is six and sixteen small letters and digits with \".\" between them"
            )
        } else if !isServer {
            find(
                ClusterRules.kubeadmTTL, at: token.position,
                "cluster.token: a token of kubeadm lives 24 hours unless it was made with --ttl 0; after that no reboot ends in the cluster"
            )
        }
        addKernelSettings()
        result.programs += ["kubeadm", "kubelet", "ip", "iptables", "mount", "nsenter"]
        // kubernetes, cmd/kubeadm/app/preflight/checks_linux.go: not from 1.32 on; at first in 1.18.
        if version >= ClusterVersion(1, 18), version < ClusterVersion(1, 32) {
            result.programs.append("conntrack")
        }
        result.usesSystemdCgroups = traits.initSystem == .systemd && version >= ClusterVersion(1, 22)
        if isServer {
            requireState(["/etc/kubernetes", "/var/lib/etcd"], of: "a server of kubeadm")
            requireRAM(1700, of: "kubeadm init")
            addKubeadmServer(dialect, version, socket, token.secret, endpoint)
        } else {
            addKubeadmAgent(dialect, version, socket, token.secret, endpoint)
        }
    }

    /// `host:port` of the API server.
    private mutating func apiServer() -> String? {
        guard let server = section.server else {
            if !isServer { _ = requiredServer(example: "10.0.0.1:6443") }
            return nil
        }
        if server.value.contains("://") {
            let endpoint = MirrorEndpoint(server)
            find(
                ClusterRules.kubeadmServer, at: server.position,
                "cluster.server: kubeadm takes host:port, not the address \"\(server.value)\"",
                hint: "write \"\(endpoint.host.contains(":") ? endpoint.host : endpoint.host + ":6443")\"")
            return nil
        }
        return server.value.contains(":") ? server.value : server.value + ":6443"
    }

    /// Where the kubelet finds the runtime; paths without a scheme were what releases before 1.24 took.
    private mutating func runtimeSocket(_ version: ClusterVersion) -> String? {
        let scheme = version >= ClusterVersion(1, 24) ? "unix://" : ""
        for runtime in traits.runtimes {
            switch runtime {
            case .containerd: return scheme + "/run/containerd/containerd.sock"
            case .crio: return scheme + "/var/run/crio/crio.sock"
            case .docker where version < ClusterVersion(1, 24): return "/var/run/dockershim.sock"
            default: continue
            }
        }
        let hasDocker = traits.has(.docker)
        find(
            ClusterRules.kubeadmRuntime, at: section.method.position,
            hasDocker
                ? "Kubernetes 1.24 and later cannot run on Docker, the only runtime of \(traits.title) here"
                : "\(traits.title) has no container runtime here that Kubernetes runs on")
        return nil
    }

    private mutating func checkControlGroups(_ version: ClusterVersion) {
        guard traits.cgroupVersion == 1, version >= ClusterVersion(1, 35) else { return }
        find(
            ClusterRules.controlGroups, at: section.version?.position,
            "the kubelet of 1.35 and later does not start on control groups of version 1, which \(traits.title) has"
        )
    }
}
