import Distributions
import Planning
import Provisioning
import Recipes
import TestSupport
import Testing

@Suite("From a recipe to a plan")
struct PlannerTests {
    static let position = SourcePosition(file: "recipes/x.toml", line: 3, column: 1)

    static func recipe(_ os: String, _ change: (inout Recipe) -> Void = { _ in }) -> Recipe {
        let base = BaseSection(os: Located(os, at: position))
        var recipe = Recipe(file: "recipes/x.toml", directory: "recipes", name: "x", base: base)
        change(&recipe)
        return recipe
    }

    static func inputs(_ base: BaseDescription? = nil) -> PlanInputs {
        PlanInputs(provisioning: ProvisioningInputs(), base: base, recipeDirectory: "/lab/recipes")
    }

    static let alpineFolder = BaseDescription(
        folder: "bases/alpine", os: "alpine", version: "3.23.6", provenance: "Alpine Linux 3.23.6",
        isStandIn: false,
        parts: [.kernel: "/b/kernel", .initrd: "/b/initrd", .root: "/b/root.tar.gz"])

    static func full(_ recipe: inout Recipe) {
        recipe.kernelArguments = [Located("console=ttyS0", at: position)]
        recipe.overlays = [
            Overlay(source: Located("../overlays/common", at: position), target: Located("/", at: position))
        ]
        recipe.files = [FileItem(path: Located("/etc/motd", at: position), source: .contents("hi\n"))]
        recipe.devices = [
            DeviceItem(path: Located("/dev/x", at: position), kind: .character, major: 1, minor: 3)
        ]
        var config = CloudConfigSection()
        config.hostname = Located("n1", at: position)
        recipe.cloudConfig = config
    }

    @Test("RancherOS by its release's addresses")
    func rancherOS() throws {
        let plan = try Planner.plan(Self.recipe("rancheros", Self.full), inputs: Self.inputs()).plan
        try expectGolden(PlanText.render(plan), "rancheros-plan.txt")
    }

    @Test("Alpine from a base folder")
    func alpine() throws {
        let plan = try Planner.plan(
            Self.recipe("alpine", Self.full), inputs: Self.inputs(Self.alpineFolder)
        ).plan
        try expectGolden(PlanText.render(plan), "alpine-plan.txt")
    }

    @Test(
        "RancherOS versions that fail on diskless nodes are refused",
        arguments: [
            ("1.1.2", "ignore the configured datasource"), ("0.4.0", "0.4.5 to 1.5.8"),
            ("latest", "three numbers"),
        ])
    func versions(version: String, reason: String) {
        let recipe = Self.recipe("rancheros") { $0.base.version = Located(version, at: Self.position) }
        do {
            _ = try Planner.plan(recipe, inputs: Self.inputs())
            Issue.record("\(version) went through")
        } catch {
            #expect(error.items.contains { $0.message.contains(reason) }, "\(error.items.map(\.description))")
        }
    }

    @Test("everything wrong between recipe and system is told at once")
    func conflicts() {
        let recipe = Self.recipe("rancheros") {
            $0.kernelArguments = [Located("rancher.state.dev=LABEL=X", at: Self.position)]
            $0.initrd.compression = Located("zstd", at: Self.position)
            $0.registry = RegistrySection()
            $0.registry?.mirrors = [
                RegistryMirror(
                    registry: Located("quay.io", at: Self.position),
                    endpoints: [Located("http://m:5000", at: Self.position)])
            ]
        }
        do {
            _ = try Planner.plan(recipe, inputs: Self.inputs())
            Issue.record("three conflicts went through")
        } catch {
            let lines = error.items.map(\.description)
            #expect(lines.count == 3, "\(lines)")
            #expect(
                lines.contains { $0.contains("does not unpack zstd; use one of gzip, xz, lz4, none") },
                "\(lines)")
            #expect(lines.contains { $0.contains("docker.io only, not \"quay.io\"") }, "\(lines)")
            #expect(
                lines.contains { $0.contains("[rancheros/cmdline-state]") }, "\(lines)")
        }
    }

    @Test("a base folder of another system is refused")
    func otherSystem() {
        #expect(throws: Diagnostics.self) {
            try Planner.plan(Self.recipe("rancheros"), inputs: Self.inputs(Self.alpineFolder))
        }
    }

    @Test("Alpine without a root tree says what to do")
    func noRoot() {
        do {
            _ = try Planner.plan(Self.recipe("alpine"), inputs: Self.inputs())
            Issue.record("a plan without a root tree")
        } catch {
            #expect(error.items.map(\.hint).contains { $0?.contains("--base") == true }, "\(error.items)")
        }
    }

    @Test("parts that the recipe names replace the distribution's")
    func overrides() throws {
        let recipe = Self.recipe("rancheros") {
            var kernel = ArtifactSection(source: Located("../k.deb", at: Self.position))
            kernel.member = Located("boot/vmlinuz", at: Self.position)
            $0.base.kernel = kernel
            $0.base.initrd = ArtifactSection(source: Located("apt:busybox-static", at: Self.position))
        }
        let plan = try Planner.plan(recipe, inputs: Self.inputs()).plan
        #expect(plan.base.artifacts.map(\.source) == ["/lab/recipes/../k.deb", "apt:busybox-static"])
        #expect(plan.base.artifacts.first?.member == "boot/vmlinuz")
    }
}
