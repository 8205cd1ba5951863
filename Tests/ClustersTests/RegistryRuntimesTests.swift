import Clusters
import Recipes
import Testing

/// `[registry] runtimes`.
@Suite("The runtimes that a recipe names")
struct RegistryRuntimesTests {
    private func replaced(
        _ words: [ContainerRuntime], in traits: NodeTraits
    ) -> (traits: NodeTraits, found: [String]) {
        var diagnostics = Diagnostics()
        let wanted = words.enumerated().map { index, word in
            Located(word, at: SourcePosition(file: "r.toml", line: 3, column: 10 * (index + 1)))
        }
        let result = traits.with(wanted, diagnostics: &diagnostics)
        return (result, diagnostics.items.map(\.description))
    }

    @Test("they take the place of the system's own, and nothing else changes")
    func replace() {
        var expected = Sample.flatcar
        expected.runtimes = [.podman, .k3s]
        let result = replaced([.podman, .k3s], in: Sample.flatcar)
        #expect(result.traits == expected)
        #expect(result.found.isEmpty)
        #expect(replaced([], in: Sample.flatcar).traits == Sample.flatcar)
    }

    @Test("each gets its own files, and no others")
    func files() {
        let folders: [(ContainerRuntime, String)] = [
            (.docker, "/etc/docker/"), (.containerd, "/etc/containerd/"), (.podman, "/etc/containers/"),
            (.crio, "/etc/containers/"), (.k3s, "/etc/rancher/k3s/"),
        ]
        for (runtime, folder) in folders {
            var diagnostics = Diagnostics()
            let node = NodeConfiguration.make(
                NodeConfigurationInputs(
                    registry: Sample.registry, cluster: nil,
                    traits: replaced([runtime], in: Sample.debian).traits), diagnostics: &diagnostics)
            let paths = node.additions.files.map(\.path)
            #expect(!paths.isEmpty && paths.allSatisfy { $0.hasPrefix(folder) }, "\(runtime): \(paths)")
            #expect(diagnostics.items.isEmpty)
        }
    }

    @Test("what a system cannot have is refused with its place")
    func refused() {
        #expect(
            replaced([.docker, .podman], in: Sample.rancherOS).found == [
                "r.toml:3:20: error: registry.runtimes: RancherOS 1.5.8 runs docker and system-docker, not podman; take it out"
            ])
        #expect(
            replaced([.systemDocker], in: Sample.debian).found == [
                "r.toml:3:10: error: registry.runtimes: only RancherOS and BurmillaOS have system-docker, not Debian 12; write \"docker\""
            ])
        var clear = Sample.debian
        clear.isRootInitramfs = true
        #expect(
            replaced([.k3s], in: clear).found == [
                "r.toml:3:10: error: registry.runtimes: k3s starts no container in Debian 12, whose root stays the kernel's initramfs; take another runtime, or a system whose root is a tmpfs or an image"
            ])
    }
}
