import FoundationEssentials
import Machine
import TestSupport
import Testing

/// What an image holds that joins a cluster, looked at in a booted Debian by what would join: stand-ins for kubeadm and
/// k3s, which Debian does not package, tell what they were called with and what they find.
@Suite(
    "ClusterBootTests", .serialized,
    .enabled(if: Bases.isFull, "make test-boot makes the bases, BOOTS=short not"))
struct ClusterBootTests {
    private let image: BootedImage
    private var scratch: Scratch { image.scratch }
    private static let hash =
        "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

    init() throws {
        image = try BootedImage()
    }

    private func write(_ name: String, token: String, _ text: String) throws -> String {
        try scratch.write("token", token + "\n")
        let overlays = PackageRoot.find() + "/overlays"
        return try scratch.write(
            "\(name).toml",
            """
            name = "\(name)"

            [base]
            os = "debian"

            [kernel]
            cmdline = ["console=ttyS0,115200", "panic=10"]

            [[overlay]]
            source = "\(overlays)/cri-client"

            [[overlay]]
            source = "\(overlays)/join-standin"

            [cloud-config]
            hostname = "worker-7"

            \(text)

            """)
    }

    /// Boots and gives what the stand-in has said, a line each.
    private func said(_ name: String, by program: String, expect: String, memory: Int) throws -> [String] {
        let result = try image.run(name, expect: expect, memory: memory, timeout: 900)
        #expect(result.status == 0, "\(result.output.suffix(3000))")
        let prefix = program + "-standin: "
        return result.output.split(whereSeparator: \.isNewline).compactMap { line in
            line.hasPrefix(prefix) ? String(line.dropFirst(prefix.utf8.count)) : nil
        }
    }

    @Test(
        "kubeadm is called with the configuration, and called again after a join that failed, on a node that is ready"
    )
    func kubeadm() throws {
        let token = "abcdef.0123456789abcdef"
        let recipe = try write(
            "kubeadm", token: token,
            """
            [registry]
            runtimes = ["containerd"]

            [cluster]
            method = "kubeadm"
            version = "1.32.3"
            role = "agent"
            server = "10.0.2.2:6443"
            token = { file = "token" }
            discovery-ca-hash = "\(Self.hash)"
            labels = { root = "ram" }
            """)
        let memory = try image.build(recipe, base: "debian-containerd")
        let lines = try said("kubeadm", by: "kubeadm", expect: "in a manner of speaking", memory: memory)
        #expect(
            lines.filter { $0.hasPrefix("call ") } == [
                "call 1: join --config /etc/kimage/kubeadm.yaml",
                "call 2: reset --force --cri-socket unix:///run/containerd/containerd.sock",
                "call 3: join --config /etc/kimage/kubeadm.yaml",
            ], "\(lines)")
        for line in [
            "/etc/kimage/kubeadm.yaml mode 600 of 0:0, JoinConfiguration of kubeadm.k8s.io/v1beta4",
            "server 10.0.2.2:6443", "token's sha256 \(ContentHasher.digest(Array(token.utf8)).hex)",
            "hash \(Self.hash)", "worker-7 has joined, in a manner of speaking",
        ] {
            #expect(lines.contains(line), "\(line) \(lines)")
        }
        expectReady(lines, checks: 17)
        let after = try #require(lines.first { $0.hasPrefix("join after ") }).split(separator: " ")
        for unit in ["network-online.target", "containerd.service", "kubelet.service"] {
            #expect(after.contains(Substring(unit)), "\(after)")
        }
    }

    @Test("k3s is called with its files in place, and the node is the same one after a second boot")
    func k3s() throws {
        let token = "K10\(Self.hash.dropFirst(7))::server:b1946ac92492d2347c6235b4d2611184"
        let recipe = try write(
            "k3s", token: token,
            """
            [registry]
            runtimes = ["k3s"]
            mirrors = { "docker.io" = ["http://10.0.2.2:5000"] }

            [cluster]
            method = "k3s"
            version = "v1.28.3+k3s1"
            role = "agent"
            server = "https://10.0.2.2:6443"
            token = { file = "token" }
            labels = { root = "ram" }
            """)
        let memory = try image.build(recipe, base: "debian-containerd")
        var nodes: [String] = []
        for _ in 1...2 {
            let lines = try said("k3s", by: "k3s", expect: "k3s-standin: runs", memory: memory)
            #expect(lines.filter { $0.hasPrefix("call: ") } == ["call: agent"], "\(lines)")
            for line in [
                "/etc/rancher/k3s/config.yaml mode 600 of 0:0", "/etc/rancher/k3s/token mode 600 of 0:0",
                "/etc/rancher/k3s/registries.yaml mode 644 of 0:0", "/etc/rancher/node/id mode 600 of 0:0",
                "/etc/rancher/node/password mode 600 of 0:0", "config server: \"https://10.0.2.2:6443\"",
                "config token-file: /etc/rancher/k3s/token", "config with-node-id: true",
                "token's sha256 \(ContentHasher.digest(Array((token + "\n").utf8)).hex)",
            ] {
                #expect(lines.contains(line), "\(line) \(lines)")
            }
            expectReady(lines, checks: 8)
            nodes.append(try #require(lines.first { $0.hasPrefix("node worker-7 ") }, "\(lines)"))
        }
        #expect(nodes[0] == nodes[1])
    }

    private func expectReady(_ lines: [String], checks: Int) {
        let results = lines.filter { $0.hasPrefix("check ") }
        #expect(results.count == checks, "\(results)")
        #expect(results.allSatisfy { $0.hasSuffix(": ok") }, "\(results.filter { !$0.hasSuffix(": ok") })")
    }
}
