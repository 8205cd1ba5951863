import Initramfs
import Planning
import Recipes
import Testing

@testable import Assembly

@Suite struct ReadOnlyTests {
    @Test func nothingIsLaidOverAReadOnlyFolder() async throws {
        try await withScratch { folder in
            let workshop = try Workshop(folder)
            try plant(["usr/bin/tool", "etc/tool"], in: folder + "/overlay")
            var plan = workshop.plan([
                .test([.overlay(folder + "/overlay", line: 7)], placement: .root(prefix: "k/files"))
            ])
            plan.readOnly = ["/usr"]
            let found = await #expect(throws: Diagnostics.self) { _ = try await workshop.build(plan) }
            #expect(
                found?.items.map(\.description) == [
                    "recipe.toml:7:1: error: /usr/bin/tool lies in /usr, which is a read-only image in Test; "
                        + "put it into /etc or /opt"
                ])
        }
    }

    @Test func theSameTreeIsLaidOverAnyOther() async throws {
        try await withScratch { folder in
            let workshop = try Workshop(folder)
            try plant(["usr/bin/tool"], in: folder + "/overlay")
            let plan = workshop.plan([
                .test([.overlay(folder + "/overlay")], placement: .root(prefix: "k/files"))
            ])
            _ = try await workshop.build(plan)
            let kernel = try workshop.unpacked()
            #expect(try kernel.contents(of: EntryName("k/files/usr/bin/tool")) == Array("usr/bin/tool".utf8))
        }
    }
}
