import Distributions
import Planning
import Recipes
import Testing

@testable import Assembly

@Suite struct RequirementTests {
    private static func plan(_ workshop: Workshop, _ items: [PlannedItem]) -> Plan {
        var plan = workshop.plan([.test(items, placement: .root(prefix: "k/files"))])
        plan.requirements = [
            BaseRequirement(
                .root, anyOf: ["/usr/bin/tool", "/usr/local/bin/tool"], "there is no tool",
                hint: "bring it in an overlay")
        ]
        return plan
    }

    @Test func whatTheImageLaysOverTheRootCounts() async throws {
        try await withScratch { folder in
            let workshop = try Workshop(folder)
            try plant(["usr/local/bin/tool"], in: folder + "/overlay")
            let laid = try await workshop.build(Self.plan(workshop, [.overlay(folder + "/overlay")]))
            #expect(laid.isBuilt)
            // Through a link of the image's own.
            let linked: [PlannedItem] = [.link("/usr/bin", "../opt/bin"), .file("/opt/bin/tool", "text")]
            let through = try await workshop.build(Self.plan(workshop, linked))
            #expect(through.isBuilt)
        }
    }

    @Test func whatIsNowhereIsMissed() async throws {
        try await withScratch { folder in
            let workshop = try Workshop(folder)
            try plant(["usr/lib/tool"], in: folder + "/overlay")
            let plan = Self.plan(workshop, [.overlay(folder + "/overlay")])
            let found = await #expect(throws: Diagnostics.self) { _ = try await workshop.build(plan) }
            #expect(
                found?.items.map(\.description) == [
                    "error: there is no tool; bring it in an overlay"
                ])
        }
    }
}
