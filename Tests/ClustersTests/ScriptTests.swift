import Clusters
import FoundationEssentials
import Provisioning
import Recipes
import TestSupport
import Testing

/// What we write for shells, services and playbooks is what they can read.
@Suite("Scripts, units and inventories")
struct ScriptTests {
    private static func configurations() -> [NodeConfiguration] {
        let members = [
            ClusterMember(
                name: Sample.text("n1"), address: Sample.text("10.0.0.11"),
                roles: NodeRole.allCases.map { Located($0, at: Sample.at) })
        ]
        return ClusterMethod.allCases.flatMap { method in
            ClusterRole.allCases.flatMap { role in
                Sample.systems.map { traits in
                    let section = Sample.cluster(method, role) {
                        $0.isPersistent = true
                        $0.version = Sample.text(method == .rancher ? "2.5.8" : "1.28.3")
                        $0.server = Sample.text(method == .kubeadm ? "10.0.0.1:6443" : "https://10.0.0.1")
                        $0.token = Sample.tokenSource
                        $0.discoveryCAHash = Sample.text("sha256:\(Sample.digest)")
                        $0.members = members
                    }
                    var registry = Sample.fullRegistry
                    registry.mirrors.removeLast()
                    registry.preload = [PreloadItem(image: Sample.text("a/b:1"))]
                    var diagnostics = Diagnostics()
                    return NodeConfiguration.make(
                        NodeConfigurationInputs(
                            registry: registry, cluster: section, traits: traits,
                            files: ["lab.pem": Array(Sample.certificate.utf8)],
                            secrets: Sample.secrets(
                                method == .rancher ? Sample.rancher2Token : Sample.kubeadmToken)),
                        diagnostics: &diagnostics)
                }
            }
        }
    }

    @Test("shells parse every script")
    func scripts() throws {
        var count = 0
        for made in Self.configurations() {
            for file in made.additions.files
            where String(decoding: file.contents.prefix(2), as: UTF8.self) == "#!" {
                let result = try ChildProgram.run(["sh", "-n"], input: file.contents)
                #expect(result.status == 0, "\(file.path): \(result.errors)")
                count += 1
            }
        }
        #expect(count > 20)
    }

    // systemd-analyze reads units of any folder; without systemd there is nothing to ask.
    @Test("systemd finds nothing to complain of", .enabled(if: ChildProgram.exists("systemd-analyze")))
    func units() throws {
        let scratch = try Scratch()
        var paths: Set<String> = []
        for made in Self.configurations() {
            for unit in made.additions.units {
                guard let contents = unit.contents else { continue }
                // The programs are the node's.
                let runnable = contents.replacing("/usr/local/bin/k3s", with: "/bin/true")
                    .replacing("/opt/bin/k3s", with: "/bin/true")
                paths.insert(try scratch.write(unit.name, runnable))
            }
        }
        #expect(paths.count >= 6, "\(paths)")
        let result = try ChildProgram.run(["systemd-analyze", "verify", "--man=no"] + paths.sorted())
        let complaints = result.errors.split(separator: "\n").filter { line in
            line.contains("Unknown") || line.contains("Failed to parse") || line.contains("ignoring")
        }
        #expect(complaints.isEmpty, "\(complaints)")
    }

    @Test("files for administrators are YAML without a key twice")
    func serverFiles() throws {
        var count = 0
        for made in Self.configurations() {
            for file in made.serverFiles where file.path.hasSuffix(".yml") || file.path.hasSuffix(".yaml") {
                let node = try YAMLReader.read(file.text, file: file.path)
                #expect(node?.pairs?.isEmpty == false, "\(file.path)")
                count += 1
            }
        }
        #expect(count > 20)
    }

    @Test("whoever holds a secret is for root alone")
    func modes() {
        let secrets = [Sample.kubeadmToken, Sample.rancher2Token, Sample.password, "bGFiOnBhInNzIHdvcmQ="]
        for made in Self.configurations() {
            #expect(made.holdsSecrets, "\(made.additions.files.map(\.path))")
            for file in made.additions.files {
                let text = String(decoding: file.contents, as: UTF8.self)
                if secrets.contains(where: { text.contains($0) }) {
                    #expect(file.mode & 0o077 == 0, "\(file.path)")
                }
            }
            for unit in made.additions.units {
                for secret in secrets { #expect(unit.contents?.contains(secret) != true, "\(unit.name)") }
            }
            for file in made.serverFiles {
                if secrets.contains(where: { file.text.contains($0) }) {
                    #expect(file.mode & 0o077 == 0, "\(file.path)")
                }
            }
        }
    }

    @Test("k3s's identity is the same after each boot", .enabled(if: ChildProgram.exists("sha256sum")))
    func identity() throws {
        let scratch = try Scratch()
        let all = Self.configurations().flatMap(\.additions.files)
        let script = try #require(all.first { $0.path == "/etc/kimage/k3s-identity.sh" })
        let text = String(decoding: script.contents, as: UTF8.self)
            .replacing("/etc/rancher/", with: "\(scratch.path)/rancher/")
            .replacing("/sys/class/net/", with: "\(scratch.path)/net/")
        try scratch.write("identity.sh", text)
        try scratch.write("rancher/k3s/token", "secret\n")
        for (card, address) in [("eth1", "52:54:00:00:00:02\n"), ("eth0", "52:54:00:00:00:01\n")] {
            try scratch.write("net/\(card)/address", address)
            try scratch.write("net/\(card)/device", "")
        }
        try scratch.write("net/lo/address", "00:00:00:00:00:00\n")
        func boot() throws -> [String] {
            try? FileManager.default.removeItem(atPath: scratch.path + "/rancher/node")
            try ChildProgram.expectSuccess(["sh", scratch.path + "/identity.sh"])
            return try ["id", "password"].map {
                String(decoding: try #require(scratch.read("rancher/node/\($0)")), as: UTF8.self)
            }
        }
        let first = try boot()
        // sha256 of "52:54:00:00:00:01" and of "secret 52:54:00:00:00:01".
        #expect(first.map(\.count) == [9, 33])
        #expect(try boot() == first)
        try scratch.write("net/eth0/address", "52:54:00:00:00:00\n")
        let other = try boot()
        #expect(zip(first, other).allSatisfy { $0 != $1 })
    }
}
