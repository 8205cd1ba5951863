import Clusters
import Provisioning
import Recipes

/// Systems, tables and secrets of the tests.
enum Sample {
    static let at = SourcePosition(file: "r.toml", line: 9, column: 3)
    static let digest = String(repeating: "0123456789abcdef", count: 4)

    static let kubeadmToken = "abcdef.0123456789abcdef"
    static let rancher1Token = "DB121CFBA836F9493653:1514678400000:2ZOwUMd6fIzz44efikGhBP1veo"
    static let rancher2Token = "x4l9k6zv8r5wq7n2b3c5d6f7g8h9j2k4l6z8x9c3v5b7n4m6q8w2r4"
    static let k3sToken = "K10\(digest)::server:b1946ac92492d2347c6235b4d2611184"
    static let password = "pa\"ss word"

    // MARK: - Systems

    static var rancherOS: NodeTraits {
        var traits = NodeTraits(
            title: "RancherOS 1.5.8", initSystem: .rancheros, runtimes: [.docker, .systemDocker])
        traits.loginUser = "rancher"
        return traits
    }

    static var flatcar: NodeTraits {
        var traits = NodeTraits(
            title: "Flatcar 3815.2.0", initSystem: .systemd, runtimes: [.containerd, .docker])
        traits.isUsrReadOnly = true
        traits.hasOwnContainerdConfig = true
        traits.loginUser = "core"
        return traits
    }

    static var debian: NodeTraits {
        NodeTraits(title: "Debian 12", initSystem: .systemd, runtimes: [.containerd, .docker])
    }

    static var alpine: NodeTraits {
        NodeTraits(title: "Alpine 3.23", initSystem: .openrc, runtimes: [.containerd, .docker])
    }

    static var fedora: NodeTraits {
        var traits = NodeTraits(title: "Fedora CoreOS 39", initSystem: .systemd, runtimes: [.podman, .crio])
        traits.isUsrReadOnly = true
        traits.loginUser = "core"
        return traits
    }

    static let systems = [rancherOS, flatcar, debian, alpine]

    // MARK: - Tables

    static func cluster(
        _ method: ClusterMethod, _ role: ClusterRole, _ change: (inout ClusterSection) -> Void = { _ in }
    ) -> ClusterSection {
        var section = ClusterSection(
            position: SourcePosition(file: "r.toml", line: 5, column: 1), method: Located(method, at: at),
            role: Located(role, at: SourcePosition(file: "r.toml", line: 7, column: 8)))
        change(&section)
        return section
    }

    static func text(_ text: String, _ line: Int = 20) -> Located<String> {
        Located(text, at: SourcePosition(file: "r.toml", line: line, column: 11))
    }

    static let tokenSource = Located(
        SecretSource.environment("TOKEN"), at: SourcePosition(file: "r.toml", line: 30, column: 9))

    static func secrets(_ token: String) -> SecretStore {
        var store = SecretStore()
        store[.environment("TOKEN")] = Secret(token)
        store[.environment("PASSWORD")] = Secret(password)
        return store
    }

    static var registry: RegistrySection {
        var section = RegistrySection()
        section.mirrors = [
            RegistryMirror(registry: text("docker.io", 1), endpoints: [text("http://10.0.0.1:5000/", 1)])
        ]
        section.insecure = [text("10.0.0.1:5000", 2)]
        return section
    }

    static let certificate = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"

    /// Mirrors of two registries, a certificate, a login and a registry without a certificate.
    static var fullRegistry: RegistrySection {
        var section = RegistrySection()
        section.mirrors = [
            RegistryMirror(
                registry: text("docker.io", 1),
                endpoints: [text("http://10.0.0.1:5000", 1), text("https://mirror.lab/v2/", 1)]),
            RegistryMirror(registry: text("quay.io", 2), endpoints: [text("https://mirror.lab:8443", 2)]),
        ]
        section.insecure = [text("10.0.0.1:5000", 3), text("10.0.0.2", 3)]
        section.authorities = [text("lab.pem", 4)]
        section.credentials = [
            RegistryCredential(
                registry: text("docker.io", 5), user: text("lab", 5),
                password: Located(.environment("PASSWORD"), at: at)),
            RegistryCredential(
                registry: text("reg.lab:5000", 6), user: text("lab", 6),
                password: Located(.environment("PASSWORD"), at: at)),
        ]
        return section
    }

    static func config(_ yaml: String) throws(Diagnostic) -> CloudConfig {
        CloudConfig(pairs: try YAMLReader.read(yaml, file: "c.yml")?.pairs ?? [])
    }
}
