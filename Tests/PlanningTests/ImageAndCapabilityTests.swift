import Clusters
import Distributions
import Planning
import Recipes
import Testing

/// Images of containers and file capabilities on their way into a plan.
@Suite struct ImageAndCapabilityTests {
    private static func at(_ line: Int) -> SourcePosition {
        SourcePosition(file: "recipes/x.toml", line: line, column: 7)
    }

    private static func recipe(_ os: String, _ items: [PreloadItem]) -> Recipe {
        PlannerTests.recipe(os) {
            var registry = RegistrySection()
            registry.preload = items
            $0.registry = registry
        }
    }

    @Test func aNameAloneIsFetchedAndAnArchiveIsTaken() throws {
        let recipe = Self.recipe(
            "rancheros",
            [
                PreloadItem(image: Located("docker.io/library/busybox:1.36", at: Self.at(5))),
                PreloadItem(
                    image: Located("a/b:1", at: Self.at(6)),
                    archive: Located("../images/b.tar.gz", at: Self.at(6))),
            ])
        let plan = try Planner.plan(recipe, inputs: PlannerTests.inputs()).plan
        let folder = "/var/lib/rancher/preload/docker"
        #expect(
            plan.images == [
                PlannedImage(
                    name: "docker.io/library/busybox:1.36",
                    source: .registry("docker://docker.io/library/busybox:1.36"),
                    path: "\(folder)/docker.io_library_busybox_1.36.tar", loading: .rancherOS,
                    origin: Self.at(5)),
                PlannedImage(
                    name: "a/b:1", source: .archive("/lab/recipes/../images/b.tar.gz"),
                    path: "\(folder)/a_b_1.tar.gz", loading: .rancherOS, origin: Self.at(6)),
            ])
        let segment = try #require(plan.segments.first { $0.name == "images" })
        #expect(
            segment.items.map(\.content) == [
                .file(.image("image:docker.io/library/busybox:1.36"), mode: 0o644, owner: .root),
                .file(.path("/lab/recipes/../images/b.tar.gz"), mode: 0o644, owner: .root),
            ])
        let text = PlanText.render(plan)
        #expect(text.contains("\n  image    docker://docker.io/library/busybox:1.36\n"))
    }

    @Test func anImageWithoutATagIsRefused() throws {
        let digest = String(repeating: "ab", count: 32)
        let recipe = Self.recipe(
            "rancheros", [PreloadItem(image: Located("a/b@sha256:\(digest)", at: Self.at(5)))])
        do {
            _ = try Planner.plan(recipe, inputs: PlannerTests.inputs())
            Issue.record("it went through")
        } catch {
            #expect(
                error.items.map(\.description) == [
                    "recipes/x.toml:5:7: error: registry.preload: \"a/b@sha256:\(digest)\" has no tag, so that nobody could name it where it is loaded; write the tag as well: NAME:TAG@sha256:…"
                ])
        }
    }

    private static func capabilities(_ recipe: inout Recipe) {
        var file = FileItem(path: Located("/usr/bin/x", at: at(3)), source: .contents("x"), mode: 0o755)
        file.capabilities = Located("cap_net_raw=ep", at: at(4))
        recipe.files = [file]
        var overlay = Overlay(source: Located("overlay", at: at(8)), target: Located("/", at: at(8)))
        overlay.capabilities = [Located(OverlayCapability(path: "usr/bin/y", text: "cap_chown=p"), at: at(9))]
        recipe.overlays = [overlay]
    }

    @Test func capabilitiesReachThePlan() throws {
        let plan = try Planner.plan(
            PlannerTests.recipe("alpine", Self.capabilities),
            inputs: PlannerTests.inputs(PlannerTests.alpineFolder)
        ).plan
        #expect(
            plan.segments.flatMap(\.items).flatMap(\.capabilities) == [
                PlannedCapability(path: "usr/bin/y", text: "cap_chown=p"),
                PlannedCapability(text: "cap_net_raw=ep"),
            ])
        #expect(PlanText.render(plan).contains("file /kimage/files/usr/bin/x 0755 0:0 cap_net_raw=ep\n"))
    }

    @Test(arguments: ["rancheros", "clear"])
    func whereTheInitramfsStaysTheRootTheyAreRefused(_ os: String) throws {
        var recipe = PlannerTests.recipe(os, Self.capabilities)
        if os == "clear" { recipe.base.version = Located("41000", at: Self.at(2)) }
        do {
            _ = try Planner.plan(recipe, inputs: PlannerTests.inputs())
            Issue.record("it went through")
        } catch {
            let found = error.items.filter { $0.message.contains("capabilities") }
            #expect(found.map { "\($0.position?.line ?? 0)" } == ["4", "9"])
            #expect(
                found.first?.message.hasPrefix(
                    "the capabilities of \"/usr/bin/x\" would be lost: the files of") == true)
        }
    }
}
