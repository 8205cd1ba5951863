import FoundationEssentials
import TOMLKit
import Testing

@testable import Recipes

/// Ten thousand broken texts: nothing crashes, nothing is read that TOMLKit reads otherwise.
struct HostileTextTests {
    /// SplitMix64: the same texts on every machine.
    private struct Random {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var z = state
            z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
            z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
            return z ^ (z >> 31)
        }

        mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(max(limit, 1))) }
    }

    /// Pieces that parsers of TOML stumble over.
    private static let pieces = [
        "\"", "'", "\"\"\"", "'''", "[", "]", "[[", "]]", "{", "}", "=", ".", ",", "#", "\n", "\r\n", "\r",
        "\\", "\\u0000",
        "\\U0010FFFF", "\\ud800", " ", "\t", "_", "-", "+", "0x", "0o", "0b", "1e", "1__0", "nan", "inf",
        "true", "1979-05-27",
        " 07:32:00", "T", "Z", "+07:00", "é", "\u{2028}", "\u{feff}", "\0", "\u{7f}", "\u{1}", "a.b.c",
        "x = ", "[a.b]\n",
        "[[a.b]]\n", "= { a = 1 }", "-0x1", "1.", ".5", "+_1", "9999999999999999999", "1e999999", "\u{300}",
    ]

    private static let seeds: [[UInt8]] = {
        let nasty = #"""
            a = { x = 1, "y z" = [1, 2.5e-3], w.v = { } }
            b = [ [ "]", ',' ], { k = '#' }, 1979-05-27 07:32:00 , -0.0, 0xfF, ]
            c."d e".'f' = """
            x \
               y ""\" """
            d = '''
            '' '''''
            [t.u]
            [[t.v]]
            w = inf
            [t]
            z = 07:32:00.5
            """#
        return [Array(nasty.utf8)]
            + ["full", "values", "unicode", "paths"].compactMap {
                try? RecipeFiles.read(Fixture.folder.appendingPathComponent("\($0).toml").path)
            }
    }()

    private func mutated(_ number: Int) -> [UInt8] {
        var random = Random(state: UInt64(number))
        var text = Self.seeds[number % Self.seeds.count]
        // Some whole lines of the seed keep the run short and the mutations dense, and many texts valid.
        if random.below(4) > 0 {
            let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            let start = random.below(lines.count)
            text = Array(
                lines[start..<min(lines.count, start + 1 + random.below(12))].joined(separator: [0x0a]))
        }
        for _ in 0..<random.below(5) {
            let place = random.below(text.count + 1)
            switch random.below(6) {
            case 0: text.removeSubrange(place..<min(text.count, place + random.below(20)))
            case 1: if place < text.count { text[place] = UInt8(truncatingIfNeeded: random.next()) }
            case 2:
                text.insert(contentsOf: text[place..<min(text.count, place + random.below(60))], at: place)
            case 3: text.removeSubrange(place...)
            default:
                text.insert(contentsOf: Array(Self.pieces[random.below(Self.pieces.count)].utf8), at: place)
            }
        }
        return text
    }

    @Test(arguments: 0..<20)
    func nothingCrashes(_ batch: Int) throws {
        var valid = 0
        for number in (batch * 500)..<((batch + 1) * 500) {
            let text = mutated(number)
            do {
                _ = try RecipeReader.read(
                    text, file: "recipes/full.toml", knownSystems: Fixture.systems, load: Fixture.load)
            } catch {
                #expect(!error.items.isEmpty)
                for item in error.items {
                    #expect(!item.message.contains("could not be followed"), "\(number): \(item)")
                    #expect(item.position.map { $0.line > 0 && $0.column > 0 } == true, "\(number): \(item)")
                }
            }
            if let table = try? TomlDocument.parse(text, file: "f") {
                valid += 1
                try compare(table, String(decoding: text, as: UTF8.self), number)
            }
        }
        // Otherwise the comparison would say little.
        #expect(valid > 100)
    }

    @Test func seedsAreReadAsTOMLKitReadsThem() throws {
        #expect(Self.seeds.count == 5)
        for (number, seed) in Self.seeds.enumerated() {
            try compare(
                try TomlDocument.parse(seed, file: "f"), String(decoding: seed, as: UTF8.self), number)
        }
    }

    private func compare(_ table: NodeTable, _ text: String, _ number: Int) throws {
        var text = text
        if text.unicodeScalars.first == "\u{feff}" { text.unicodeScalars.removeFirst() }
        let json = try TOMLTable(string: text).convert(to: .json, options: [.quoteDateAndTimes])
        // toml++ writes numbers that JSON has no words for as they are.
        guard let expected = try? JSONDecoder().decode(JSONValue.self, from: Data(json.utf8)) else { return }
        let node = Node(.table(table), at: SourcePosition(file: "f", line: 1, column: 1))
        let difference = expected.difference(from: node, at: "")
        #expect(difference == nil, "\(number)")
    }
}
