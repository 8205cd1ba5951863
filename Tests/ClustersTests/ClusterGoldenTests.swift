import Clusters
import Provisioning
import Recipes
import TestSupport
import Testing

/// Every method and role on every kind of system, to the letter: what is made and what is refused.
@Suite("Joining a cluster")
struct ClusterGoldenTests {
    private func check(
        _ section: ClusterSection, token: String, _ name: String, registry: RegistrySection? = nil
    ) throws {
        let text = Sample.systems.map { traits in
            Rendering.text(
                NodeConfigurationInputs(
                    registry: registry, cluster: section, traits: traits,
                    files: ["lab.pem": Array(Sample.certificate.utf8)], secrets: Sample.secrets(token)))
        }
        try expectGolden(text.joined(separator: "\n"), "\(name).txt")
    }

    private static let labels = [
        Located(NodeLabel("rack", "a1"), at: Sample.at), Located(NodeLabel("kind", "ram"), at: Sample.at),
    ]

    @Test("an agent of Rancher 1.x")
    func rancher1Agent() throws {
        let section = Sample.cluster(.rancher, .agent) {
            $0.version = Sample.text("1.6.14")
            $0.server = Sample.text("http://10.0.0.1:8080")
            $0.token = Sample.tokenSource
            $0.image = Sample.text("rancher/agent:v1.2.9")
            $0.address = Sample.text("10.0.0.11")
            $0.labels = Self.labels
        }
        try check(section, token: Sample.rancher1Token, "rancher-1-agent")
    }

    @Test("a server of Rancher 1.x")
    func rancher1Server() throws {
        let section = Sample.cluster(.rancher, .server) {
            $0.version = Sample.text("1.6.14")
            $0.isPersistent = true
        }
        try check(section, token: "", "rancher-1-server")
    }

    @Test("an agent of Rancher 2.x")
    func rancher2Agent() throws {
        let section = Sample.cluster(.rancher, .agent) {
            $0.version = Sample.text("2.5.8")
            $0.server = Sample.text("https://10.0.0.1")
            $0.token = Sample.tokenSource
            $0.caChecksum = Sample.text(Sample.digest)
            $0.address = Sample.text("eth0")
            $0.nodeName = Sample.text("node-1")
            $0.labels = Self.labels
        }
        try check(section, token: Sample.rancher2Token, "rancher-2-agent")
    }

    @Test("a server of Rancher 2.x")
    func rancher2Server() throws {
        let section = Sample.cluster(.rancher, .server) {
            $0.version = Sample.text("v2.4.8")
            $0.isPersistent = true
        }
        try check(section, token: "", "rancher-2-server")
    }

    @Test("an agent of kubeadm", arguments: ["1.23.17", "1.28.3", "1.31.0"])
    func kubeadmAgent(_ version: String) throws {
        let section = Sample.cluster(.kubeadm, .agent) {
            $0.version = Sample.text(version)
            $0.server = Sample.text("10.0.0.1")
            $0.token = Sample.tokenSource
            $0.discoveryCAHash = Sample.text("sha256:\(Sample.digest)")
            $0.labels = Self.labels
        }
        try check(section, token: Sample.kubeadmToken, "kubeadm-agent-\(version)")
    }

    @Test("a server of kubeadm")
    func kubeadmServer() throws {
        let section = Sample.cluster(.kubeadm, .server) {
            $0.version = Sample.text("1.28.3")
            $0.server = Sample.text("10.0.0.1:6443")
            $0.token = Sample.tokenSource
            $0.address = Sample.text("10.0.0.1")
            $0.nodeName = Sample.text("node-1")
            $0.network = Sample.text("flannel")
            $0.isPersistent = true
        }
        try check(section, token: Sample.kubeadmToken, "kubeadm-server", registry: Sample.registry)
    }

    @Test("an agent of k3s")
    func k3sAgent() throws {
        let section = Sample.cluster(.k3s, .agent) {
            $0.version = Sample.text("v1.28.3+k3s1")
            $0.server = Sample.text("https://10.0.0.1:6443")
            $0.token = Sample.tokenSource
            $0.address = Sample.text("eth0")
            $0.labels = Self.labels
        }
        try check(section, token: Sample.k3sToken, "k3s-agent", registry: Sample.registry)
    }

    @Test("a server of k3s")
    func k3sServer() throws {
        let section = Sample.cluster(.k3s, .server) {
            $0.token = Sample.tokenSource
            $0.address = Sample.text("10.0.0.1")
            $0.nodeName = Sample.text("node-1")
            $0.isPersistent = true
        }
        try check(section, token: "one-of-our-own", "k3s-server")
    }

    private static let members = [
        ClusterMember(
            name: Sample.text("node-1"), address: Sample.text("10.0.0.11"),
            roles: [Located(.etcd, at: Sample.at), Located(.controlplane, at: Sample.at)]),
        ClusterMember(name: Sample.text("node-2"), address: Sample.text("10.0.0.12")),
    ]

    @Test("rke, with a registry that asks for a password", arguments: ClusterRole.allCases)
    func rke(_ role: ClusterRole) throws {
        let section = Sample.cluster(.rke, role) {
            $0.members = Self.members
            $0.labels = Self.labels
            $0.user = role == .server ? Sample.text("admin") : nil
            $0.isPersistent = role == .server
        }
        var registry = Sample.fullRegistry
        registry.mirrors = []
        registry.authorities = []
        try check(section, token: "", "rke-\(role.rawValue)", registry: registry)
    }

    @Test(
        "kubespray before and after its groups got other names",
        arguments: ["2.5.0", "2.15.1", "2.22.1", "2.23.0"])
    func kubespray(_ version: String) throws {
        let section = Sample.cluster(.kubespray, .agent) {
            $0.version = Sample.text(version)
            $0.members = Self.members
            $0.labels = Self.labels
        }
        try check(section, token: "", "kubespray-\(version)", registry: Sample.registry)
    }

    @Test("a root that stays the initramfs is told to the runtimes")
    func ramRoot() throws {
        var text = ""
        for var traits in [Sample.rancherOS, Sample.debian, Sample.alpine, Sample.fedora] {
            traits.isRootInitramfs = true
            text +=
                Rendering.text(
                    NodeConfigurationInputs(registry: Sample.registry, cluster: nil, traits: traits)) + "\n"
        }
        try expectGolden(text, "ram-root.txt")
    }
}
