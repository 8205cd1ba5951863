import FoundationEssentials
import Ignition
import Provisioning
import TestSupport
import Testing

/// Holds our verdicts against those of the real programs. Skipped where the corpora are not beside the
/// package.
@Suite struct AgreementTests {
    /// Rows on which we differ, and why. Empty: there is none.
    static let disagreements: [String: String] = [:]

    @Test(.enabled(if: VerdictTable.folder != nil))
    func verdictsOfTheRealPrograms() throws {
        let folder = try #require(VerdictTable.folder)
        let table = try VerdictTable(folder: folder)
        #expect(table.rows.count > 80)
        var counts: [String: (rows: Int, agree: Int)] = [:]
        for row in table.rows {
            let specs: IgnitionSpecs = row.program.contains("0.35") ? .second : .current
            let document = ConfigDocument(file: row.file, bytes: try readFile(folder + "/" + row.file))
            let findings = IgnitionDialect(specs: specs).check(document, delivery: .embedded)
            let ours = findings.verdict(.validate).word
            let name = "\(row.file) \(row.program)"
            counts[row.program, default: (0, 0)].rows += 1
            if ours == row.verdict { counts[row.program, default: (0, 0)].agree += 1 }
            let told = findings.map(\.diagnostic.description).joined(separator: "\n")
            if let reason = Self.disagreements[name] {
                #expect(ours != row.verdict, "\(name) agrees now; take it off the list (\(reason))")
            } else {
                #expect(ours == row.verdict, "\(name): \(row.message)\n\(told)")
            }
        }
        print("program | rows | agree | percent")
        for (program, count) in counts.sorted(by: { $0.key < $1.key }) {
            print("\(program) | \(count.rows) | \(count.agree) | \(count.agree * 1000 / count.rows / 10)")
        }
    }
}
