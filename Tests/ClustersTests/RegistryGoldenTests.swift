import Clusters
import Provisioning
import Recipes
import TestSupport
import Testing

/// A registry in every runtime's own form.
@Suite("Registries")
struct RegistryGoldenTests {
    private static let files = ["lab.pem": Array(Sample.certificate.utf8)]

    private func text(_ registry: RegistrySection, _ traits: NodeTraits) -> String {
        Rendering.text(
            NodeConfigurationInputs(
                registry: registry, cluster: nil, traits: traits, files: Self.files,
                secrets: Sample.secrets("")))
    }

    @Test("a mirror over plain HTTP in each system's form")
    func mirror() throws {
        let systems = Sample.systems + [Sample.fedora]
        try expectGolden(
            systems.map { text(Sample.registry, $0) }.joined(separator: "\n"), "registry-mirror.txt")
    }

    @Test("certificates, logins and a second registry, where the runtimes can do that")
    func everything() throws {
        var traits = Sample.debian
        traits.runtimes = [.containerd]
        var k3s = Sample.alpine
        k3s.title = "Alpine with k3s"
        k3s.runtimes = [.k3s]
        let text = [Sample.fedora, traits, k3s].map { self.text(Sample.fullRegistry, $0) }
        try expectGolden(text.joined(separator: "\n"), "registry-full.txt")
    }

    @Test("certificates and logins for Docker alone")
    func docker() throws {
        var registry = Sample.fullRegistry
        registry.mirrors.removeLast()
        registry.mirrors[0].endpoints.removeFirst()
        var debian = Sample.debian
        debian.runtimes = [.docker]
        let text = [Sample.rancherOS, debian].map { self.text(registry, $0) }
        try expectGolden(text.joined(separator: "\n"), "registry-docker.txt")
    }

    @Test("a mirror of every registry, where there is such a thing")
    func everyRegistry() throws {
        var registry = RegistrySection()
        registry.mirrors = [
            RegistryMirror(registry: Sample.text("*"), endpoints: [Sample.text("https://mirror.lab")])
        ]
        var containerd = Sample.debian
        containerd.runtimes = [.containerd]
        try expectGolden(
            [containerd, Sample.fedora, Sample.rancherOS].map { text(registry, $0) }.joined(separator: "\n"),
            "registry-all.txt")
    }

    @Test("images go where each system loads them from")
    func preload() throws {
        var registry = RegistrySection()
        registry.preload = [
            PreloadItem(
                image: Sample.text("docker.io/library/busybox:1.36"),
                archive: Sample.text("../images/b.tar.gz")),
            PreloadItem(image: Sample.text("10.0.0.1:5000/a/b:2@sha256:\(Sample.digest)")),
        ]
        var k3s = Sample.debian
        k3s.title = "Debian with k3s"
        k3s.runtimes = [.k3s]
        var docker = Sample.alpine
        docker.runtimes = [.docker]
        let systems = [Sample.rancherOS, k3s, Sample.debian, docker, Sample.fedora]
        try expectGolden(systems.map { text(registry, $0) }.joined(separator: "\n"), "preload.txt")
    }

    @Test("the mirror's own configuration, one server a registry")
    func server() throws {
        let files = RegistryServer.files(for: Sample.fullRegistry)
        try expectGolden(files.map { "==== \($0.path)\n\($0.text)" }.joined(), "registry-server.txt")
    }
}
