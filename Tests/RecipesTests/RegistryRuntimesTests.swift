import Testing

@testable import Recipes

/// `[registry] runtimes`.
@Suite("The runtimes that a recipe names")
struct RegistryRuntimesTests {
    private func text(_ runtimes: String) -> String {
        "name = \"n\"\n[base]\nos = \"debian\"\n[registry]\nruntimes = \(runtimes)\n"
    }

    @Test("in the recipe's order, each once")
    func order() throws {
        let read = try Fixture.read(text: text(#"["podman", "docker", "podman"]"#))
        #expect(read.recipe.registry?.runtimes.map(\.value) == [.podman, .docker])
        #expect(
            read.warnings.map(\.description) == [
                "recipes/test.toml:5:33: warning: registry.runtimes: \"podman\" is there already, at recipes/test.toml:5:13"
            ])
        let without = try Fixture.read(text: "name = \"n\"\n[base]\nos = \"debian\"\n[registry]\n")
        #expect(without.recipe.registry?.runtimes.isEmpty == true)
    }

    @Test("others and none are refused")
    func refused() {
        #expect(
            Fixture.findings(text(#"["dockr"]"#)) == [
                "recipes/test.toml:5:13: error: registry.runtimes: \"dockr\" is not one of docker, system-docker, containerd, podman, crio, k3s; did you mean \"docker\"?"
            ])
        #expect(
            Fixture.findings(text("[]")) == [
                "recipes/test.toml:5:1: error: registry.runtimes names none; leave it out"
            ])
    }
}
