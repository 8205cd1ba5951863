import Initramfs
import Reporting
import TestSupport
import Testing

@Suite struct ReportFormatTests {
    @Test func json() throws {
        try expectGolden(try ReportJSON.text(try ReportSamples.full()), "report.json")
        try expectGolden(try ReportJSON.text(try ReportSamples.small()), "small.json")
    }

    @Test func jsonIsReadBack() throws {
        for report in [try ReportSamples.full(), try ReportSamples.small()] {
            let text = try ReportJSON.text(report)
            #expect(try ReportJSON.report(Array(text.utf8), path: "report.json") == report)
            #expect(try ReportJSON.text(report) == text)
        }
    }

    @Test func otherFilesAreRefused() throws {
        let report = try ReportJSON.text(try ReportSamples.small())
        func read(_ text: String) throws(ReportFault) -> ImageReport {
            try ReportJSON.report(Array(text.utf8), path: "out/x\u{1b}/report.json")
        }
        func replacing(_ old: String, _ new: String) -> String {
            report.split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
        }
        #expect(throws: ReportFault.malformed(path: "out/x\u{1b}/report.json", reason: "it is no JSON")) {
            try read("x")
        }
        #expect(throws: ReportFault.malformed(path: "out/x\u{1b}/report.json", reason: ".schema is missing"))
        { try read("{}") }
        #expect(throws: ReportFault.schema(path: "out/x\u{1b}/report.json", found: 2)) {
            try read(replacing("\"schema\" : 1", "\"schema\" : 2"))
        }
        #expect(
            throws: ReportFault.malformed(
                path: "out/x\u{1b}/report.json", reason: ".parts[0].role has an unknown value")
        ) {
            try read(replacing("\"kernel\"", "\"kern\""))
        }
        #expect(
            throws: ReportFault.malformed(
                path: "out/x\u{1b}/report.json", reason: ".entries has another type")
        ) {
            try read(replacing("\"entries\" : 0", "\"entries\" : \"0\""))
        }
        #expect(
            ReportFault.schema(path: "out/x\u{1b}/report.json", found: 2).description.contains(
                "out/x\\x1b/report.json"))
    }

    @Test func markdown() throws {
        try expectGolden(ReportMarkdown.text(try ReportSamples.full()), "report.md")
    }

    @Test func terminal() throws {
        try expectGolden(ReportTable.text(try ReportSamples.full()), "report.txt")
        let narrow = ReportTable.text(try ReportSamples.full(), style: TerminalStyle(width: 60, colour: true))
        try expectGolden(narrow, "report-narrow.txt")
    }

    @Test func rootsAlone() throws {
        let roots = ReportSamples.roots
        try expectGolden(roots.csv, "roots.csv")
        try expectGolden(roots.markdown + roots.terminal(), "roots.txt")
    }

    /// Reports of before there was a comparison of roots, or a list of container images, are of the same schema.
    @Test func olderReportsAreRead() throws {
        let text = try ReportJSON.text(try ReportSamples.small())
        let older = text.replacing("  \"images\" : [\n\n  ],\n", with: "")
            .split(separator: "\n").filter { !$0.contains("\"roots\"") }.joined(separator: "\n")
        #expect(!older.contains("\"images\"") && !older.contains("\"roots\""))
        #expect(try ReportJSON.report(Array(older.utf8), path: "x") == ReportSamples.small())
    }

    @Test func noEscapesWhenPiped() throws {
        let text = ReportTable.text(try ReportSamples.full()) + ReportMarkdown.text(try ReportSamples.full())
        #expect(!text.contains("\u{1b}"))
        #expect(text.contains("/etc/weird\\x1b[31m"))
    }

    /// A report can come from a file that others wrote.
    @Test func foreignReportsAreEscaped() throws {
        var report = try ReportSamples.full()
        report.name = "a\u{1b}[2Jb\nc"
        report.notes = ["\u{202e}x"]
        report.roots?.alternatives[0].decidingCondition = "\u{1b}"
        report.roots?.alternatives[0].words = "\u{9b}31m"
        report.roots?.alternatives[3].refusal = RootRefusal(reason: "\u{1b}", source: "\u{202e}")
        report.roots?.remarks = ["\u{1b}[2J"]
        report.largestFiles = [SizedPath(path: "/a\u{9b}31m", bytes: 1)]
        report.budgets[0].contributors = [SizedPath(path: "x\u{1b}", bytes: 99 << 20)]
        let comparison = try ReportComparison([report])
        let texts = [
            ReportTable.text(report), ReportMarkdown.text(report), comparison.terminal(), comparison.markdown,
            comparison.csv,
        ]
        for text in texts {
            #expect(!text.unicodeScalars.contains { [0x1b, 0x9b, 0x202e].contains($0.value) })
        }
        #expect(ReportTable.text(report).hasPrefix("a\\x1b[2Jb\\x0ac: "))
    }

    @Test(
        arguments: [
            (0, "0.0"), (1, "<0.1"), (52_428, "<0.1"), (52_429, "0.1"), (1 << 20, "1.0"), (1_625_292, "1.5"),
            (1_625_293, "1.6"),
            (10 << 30, "10240.0"), (UInt64.max, "17592186044416.0"),
        ] as [(UInt64, String)])
    func sizes(_ bytes: UInt64, _ text: String) throws {
        var report = try ReportSamples.small()
        report.parts[0].bytes = bytes
        let row = ReportTable.text(report).split(separator: "\n").first { $0.hasPrefix("vmlinuz") }
        #expect(row?.split(separator: " ")[3].description == text)
    }

    @Test func wideCharacters() throws {
        var report = try ReportSamples.small()
        report.parts = [
            InventoryPart(name: "字字", role: .kernel, bytes: 1 << 20),
            InventoryPart(name: "abcd", role: .kernel, bytes: 1 << 20),
        ]
        let lines = ReportTable.text(report).split(separator: "\n").map(String.init)
        #expect(lines.contains("字字             kernel  -                     1.0             -        -"))
        #expect(lines.contains("abcd             kernel  -                     1.0             -        -"))
    }
}
