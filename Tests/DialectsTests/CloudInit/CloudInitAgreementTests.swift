import Provisioning
import TestSupport
import Testing

@testable import Dialects

/// Skipped where KIMAGE_CLOUD_INIT names no folder that scripts/cloud-init-schema has set up.
@Suite("Agreement with Debian's cloud-init schema", .enabled(if: CloudInitProgram.folder != nil))
struct CloudInitAgreementTests {
    @Test("the same files are refused, and the same are warned of")
    func agreement() throws {
        let folder = try #require(CloudInitProgram.folder)
        let version = try #require(CloudInitProgram.version)
        let files = CloudInitInputs.examples(folder) + CloudInitInputs.corpora()
        var inputs = files
        let seed = CloudInitProgram.seed
        inputs += try CloudInitInputs.samples(seed: seed, count: 1500, version: version)
        inputs += CloudInitInputs.scratched(files, seed: seed + 1, count: 600)
        let dialect = try CloudInitDialect(version)
        let truths = try CloudInitProgram.verdicts(inputs.map(\.bytes))
        try #require(truths.count == inputs.count)
        var table: [String: (inputs: Int, agreed: Int, warned: Int)] = [:]
        var unexplained: [String] = []
        for (input, truth) in zip(inputs, truths) {
            let document = ConfigDocument(file: input.name, bytes: input.bytes)
            let findings = dialect.check(document, delivery: .userData)
            let verdict = findings.verdict(.validate)
            let agrees = (verdict == .reject) == (truth.word == "reject")
            var row = table[input.source] ?? (0, 0, 0)
            row.inputs += 1
            row.agreed += agrees ? 1 : 0
            row.warned += verdict.word == truth.word ? 1 : 0
            table[input.source] = row
            guard verdict.word != truth.word else { continue }
            let reason = CloudInitDifferences.reason(input, truth.message)
            let line =
                "\(input.source) \(input.name): cloud-init says \(truth.word) (\(truth.message.prefix(200)))"
            let ours = findings.first.map { "; kimage: \($0.diagnostic)" } ?? "; kimage finds nothing"
            if let reason {
                print("difference: \(input.source) \(input.name): \(reason)")
            } else {
                unexplained.append(
                    line + ours
                        + (input.source.hasPrefix("made")
                            ? "\n" + String(decoding: input.bytes, as: UTF8.self) : ""))
            }
        }
        print("cloud-init schema \(version.rawValue): inputs, same accept or reject, same with warnings")
        var total = (inputs: 0, agreed: 0)
        for (source, row) in table.sorted(by: { $0.key < $1.key }) {
            print("  \(source): \(row.inputs), \(row.agreed), \(row.warned)")
            total.inputs += row.inputs
            total.agreed += row.agreed
        }
        let share = Double(total.agreed) / Double(max(total.inputs, 1))
        print("  all: \(total.inputs), \(total.agreed) (\((share * 10000).rounded() / 100) %)")
        #expect(share >= 0.99)
        #expect(unexplained.isEmpty, "\(unexplained.joined(separator: "\n"))")
    }
}
