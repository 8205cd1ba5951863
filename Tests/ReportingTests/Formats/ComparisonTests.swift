import Reporting
import TestSupport
import Testing

@Suite struct ComparisonTests {
    private func comparison() throws -> ReportComparison {
        var quoted = try ReportSamples.small()
        quoted.name = "odd, \"name\""
        return try ReportComparison([try ReportSamples.full(), try ReportSamples.small(), quoted])
    }

    @Test func terminal() throws { try expectGolden(try comparison().terminal(), "comparison.txt") }

    @Test func markdown() throws { try expectGolden(try comparison().markdown, "comparison.md") }

    @Test func csv() throws {
        let text = try comparison().csv
        try expectGolden(text, "comparison.csv")
        #expect(text.hasSuffix("\r\n"))
        #expect(text.contains("\r\n\"odd, \"\"name\"\"\",custom,1,false,9000000,0,0,,,\r\n"))
    }

    @Test func json() throws { try expectGolden(try comparison().json(), "comparison.json") }

    @Test func oneAlone() throws {
        let text = try ReportComparison([try ReportSamples.full()]).terminal()
        #expect(!text.contains("+/-"))
        #expect(throws: ReportFault.nothingToCompare) { try ReportComparison([]) }
    }
}
