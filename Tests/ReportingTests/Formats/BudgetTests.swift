import Reporting
import Testing

@Suite struct BudgetTests {
    @Test func noLimits() throws {
        #expect(Budget.check(BudgetLimits(), inventory: try ReportSamples.inventory(), ram: nil).isEmpty)
    }

    @Test func atTheLimitIsWithin() throws {
        let inventory = try ReportSamples.inventory()
        let limits = BudgetLimits(download: inventory.downloadBytes, unpacked: inventory.unpackedBytes - 1)
        let results = Budget.check(limits, inventory: inventory, ram: nil)
        #expect(results.map(\.over) == [false, true])
        #expect(Budget.exceeded(results).map(\.name) == ["unpacked"])
    }

    @Test func whatContributesMost() throws {
        let limits = BudgetLimits(download: 30 << 20, unpacked: 10 << 20, ram: 256 << 20)
        let results = Budget.check(limits, inventory: try ReportSamples.inventory(), ram: ReportSamples.ram)
        #expect(results.map(\.name) == ["download", "unpacked", "ram"])
        #expect(results[0].contributors.map(\.path) == ["base", "vmlinuz", "configuration", "padding"])
        #expect(results[1].contributors.first == SizedPath(path: "/usr", bytes: 75_090_000))
        #expect(results[2].contributors.map(\.path) == ["tree", "kernel", "initrd"])
        #expect(results[2].actual == 312 << 20)
        #expect(
            results[0].summary
                == "download: 37.2 MiB of 30.0 MiB, 7.2 MiB over; most of it: base 29.6 MiB, vmlinuz 7.6 MiB, "
                + "configuration <0.1 MiB")
    }

    /// RAM that was not estimated is not held against its limit.
    @Test func withoutAnEstimate() throws {
        let limits = BudgetLimits(ram: 1)
        #expect(Budget.check(limits, inventory: try ReportSamples.inventory(), ram: nil).isEmpty)
    }
}
