import FoundationEssentials
import Ignition
import Provisioning
import TestSupport
import Testing

/// Holds our verdicts against Debian's `ignition-validate` 2.14 for configurations that nobody has seen
/// before. Skipped where the program is not installed.
@Suite(.enabled(if: RealProgram.exists)) struct DifferentialTests {
    /// How many configurations of each version are made; KIMAGE_DIFFERENTIAL asks for more.
    private static let count =
        ProcessInfo.processInfo.environment["KIMAGE_DIFFERENTIAL"].flatMap { Int($0) } ?? 300

    /// Whether both name the same places; what the program says of the text as a whole is not compared.
    private func sameEntries(_ findings: [CheckFinding], _ output: String) -> Bool {
        guard let theirs = ProgramReport.entries(of: output) else { return true }
        return ProgramReport.entries(of: findings) == theirs
    }

    private func compare(_ configs: [[UInt8]], _ title: String, byEntry: Bool = true) throws {
        let theirs = try RealProgram.verdicts(of: configs)
        var agree = 0
        var counts: [Verdict: Int] = [:]
        var shown = 0
        for (config, their) in zip(configs, theirs) {
            let document = ConfigDocument(file: "x.ign", bytes: config)
            let findings = IgnitionDialect(specs: .debian).check(document, delivery: .embedded)
            let ours = findings.verdict(.validate)
            counts[their.verdict, default: 0] += 1
            if ours == their.verdict, !byEntry || sameEntries(findings, their.output) {
                agree += 1
            } else if shown < 12 {
                shown += 1
                let text = String(decoding: config.prefix(3000), as: UTF8.self)
                let told = findings.map { "\($0.rule.id): \($0.message)" }.joined(separator: "\n  ")
                print("\(title): ours \(ours), theirs \(their.verdict)\n\(text)\n  \(told)\n\(their.output)")
            }
        }
        let mix = Verdict.allCases.map { "\($0.word) \(counts[$0] ?? 0)" }.joined(separator: ", ")
        let share = agree * 1000 / max(1, configs.count)
        print("\(title) | \(configs.count) | \(agree) | \(share) per mille | \(mix)")
        #expect(agree == configs.count, "\(title): \(configs.count - agree) of \(configs.count) differ")
    }

    @Test(arguments: [0, 1, 2, 3])
    func generatedConfigurations(_ minor: Int) throws {
        var configs: [[UInt8]] = []
        for seed in 0..<Self.count {
            let wrongness = [400, 60, 20, 8][seed % 4]
            var generator = ConfigGenerator(seed: UInt64(minor * 1_000_000 + seed), wrongness: wrongness)
            configs.append(
                JSONWriter.write(generator.config(IgnitionVersion(3, minor)), indented: seed % 2 == 0))
        }
        try compare(configs, "spec 3.\(minor)")
    }

    @Test func addresses() throws {
        let configs = AddressSamples.all.map { address in
            JSONWriter.write(
                .object([
                    "ignition": .object(["version": .string("3.2.0")]),
                    "storage": .object([
                        "files": .array([
                            .object([
                                "path": .string("/a"), "contents": .object(["source": .string(address)]),
                            ])
                        ])
                    ]),
                ]))
        }
        try compare(configs, "addresses")
    }

    @Test func units() throws {
        var numbers = RandomNumbers(7)
        let texts = UnitSamples.odd + UnitSamples.fine + (0..<200).map { _ in UnitSamples.long(&numbers) }
        let configs = texts.map { text in
            JSONWriter.write(
                .object([
                    "ignition": .object(["version": .string("3.0.0")]),
                    "systemd": .object([
                        "units": .array([
                            .object([
                                "name": .string("a.service"), "enabled": .bool(true),
                                "contents": .string(text),
                            ])
                        ])
                    ]),
                ]))
        }
        try compare(configs, "units")
    }

    @Test func documents() throws {
        try compare(DocumentSamples.all.map { Array($0.utf8) } + DocumentSamples.bytes, "documents")
    }

    /// Texts of which some bytes were changed, cut off or doubled.
    @Test func damagedTexts() throws {
        var numbers = RandomNumbers(11)
        let letters = Array("{}[]\":,-+.0123456789eEtfnul\\/ \n\t".utf8) + [0, 0x7f, 0x80, 0xc3, 0xff]
        let configs = (0..<Self.count).map { seed -> [UInt8] in
            var generator = ConfigGenerator(seed: UInt64(seed) + 77_000, wrongness: 500)
            var text = JSONWriter.write(generator.config(IgnitionVersion(3, seed % 4)))
            for _ in 0...numbers.below(2) {
                let index = numbers.below(text.count)
                switch numbers.below(8) {
                case 0: text.remove(at: index)
                case 1: text.insert(numbers.pick(letters), at: index)
                case 2 where index > 2: text.removeSubrange(index...)
                default: text[index] = numbers.pick(letters)
                }
            }
            return text
        }
        // Names with control characters are not printed alike.
        try compare(configs, "damaged texts", byEntry: false)
    }
}
