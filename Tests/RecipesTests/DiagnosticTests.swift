import FoundationEssentials
import Testing

@testable import Recipes

/// Each `Fixtures/NAME.toml` against `Fixtures/NAME.diagnostics`, to the letter.
struct DiagnosticTests {
    @Test(arguments: Fixture.names)
    func golden(name: String) throws {
        var lines: [String] = []
        do {
            lines = try Fixture.read(name).warnings.map(\.description)
        } catch {
            lines = error.items.map(\.description)
            #expect(error.hasErrors, "only warnings were thrown")
        }
        let text = lines.map { $0 + "\n" }.joined()
        let golden = Fixture.folder.appendingPathComponent("\(name).diagnostics")
        if ProcessInfo.processInfo.environment["KIMAGE_UPDATE_GOLDEN"] == "1" {
            try Data(text.utf8).write(to: golden)
            return
        }
        let expected = String(decoding: try Data(contentsOf: golden), as: UTF8.self)
        #expect(text == expected)
    }

    @Test func eightMistakesMakeEightDiagnostics() {
        #expect(throws: Diagnostics.self) { try Fixture.read("eight") }
        do {
            _ = try Fixture.read("eight")
        } catch {
            #expect(error.items.count == 8)
            #expect(Set(error.items.map(\.position)).count == 8)
        }
    }

    @Test func everyDiagnosticIsOneLine() throws {
        for name in Fixture.names {
            let path = Fixture.folder.appendingPathComponent("\(name).diagnostics")
            let text = String(decoding: try Data(contentsOf: path), as: UTF8.self)
            for line in text.split(separator: "\n") {
                let isLine =
                    line.hasPrefix("recipes/") && (line.contains(": error: ") || line.contains(": warning: "))
                #expect(isLine, "\(name): \(line)")
                #expect(line.unicodeScalars.allSatisfy { !Quoting.isControl($0) }, "\(name): \(line)")
            }
        }
    }

    @Test func aFloodIsCutOff() {
        let text = (0..<1000).map { "key\($0) = 1\n" }.joined()
        let found = Fixture.findings(text)
        #expect(found.count == 101)
        #expect(found.last == "error: there are more than 100 findings; the rest is not shown")
        // What was cut off may have been worse than what was not.
        let words = Array(repeating: "'quiet'", count: 200).joined(separator: ", ")
        let warnings = Fixture.findings(
            "base.os = 'alpine'\nkernel.cmdline = [\(words)]\nboot.menus = ['grub2']")
        #expect(warnings.count == 101)
        #expect(warnings.last?.hasPrefix("error: ") == true)
    }

    @Test func aLongKeyIsNotCompared() {
        let found = Fixture.findings(
            String(repeating: "k", count: 100_000) + " = 1\n[base]\nos = \"alpine\"\n")
        #expect(found.count == 1)
        #expect(found.first.map { $0.utf8.count < 200 } == true)
    }
}
