import Distributions
import Planning
import Recipes
import Testing

@Suite("What the base must hold for the configuration to be read")
struct BaseRequirementTests {
    private static let folder = BaseDescription(
        folder: "bases/debian", os: "debian", version: "12", provenance: "Debian 12", isStandIn: false,
        parts: [.kernel: "/b/kernel", .root: "/b/root.tar.gz", .busybox: "/b/busybox"])

    private func paths(_ recipe: Recipe) throws -> [String] {
        let plan = try Planner.plan(recipe, inputs: PlannerTests.inputs(Self.folder)).plan
        return plan.requirements.filter { $0.tree == .root }.flatMap(\.paths)
    }

    @Test("cloud-init, where a Debian is told something")
    func told() throws {
        #expect(try paths(PlannerTests.recipe("debian", PlannerTests.full)) == ["/usr/bin/cloud-init"])
    }

    @Test("nothing, where it is told nothing")
    func untold() throws {
        #expect(try paths(PlannerTests.recipe("debian")).isEmpty)
    }
}
