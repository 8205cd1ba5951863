import FoundationEssentials
import Provisioning
import TestSupport
import Testing

@testable import Dialects

/// Holds the dialect against what the real coreos-cloudinit v1.14.0 said; skipped where the shared folder is
/// absent.
@Suite(.enabled(if: PackageRoot.shared() != nil, "the shared corpora are absent"))
struct CoreOSAgreementTests {
    /// File and stage on which we disagree, with the reason.
    static let disagreements: [String: String] = [:]

    struct Row {
        var file: String
        var stage: CheckStage
        var verdict: String
        var bytes: [UInt8]
        /// The program's lines, without times, sorted; nil where the table does not have them.
        var lines: [String]?
    }

    @Test("coreos-cloudinit's verdicts are ours") func verdicts() throws {
        var agree: [CheckStage: Int] = [:]
        var count: [CheckStage: Int] = [:]
        var unlisted: [String] = []
        var seen: Set<String> = []
        for row in try Self.rows() {
            let findings = CoreOSCloudInitDialect().check(
                ConfigDocument(file: row.file, bytes: row.bytes), delivery: .userData)
            let ours = findings.verdict(row.stage).word
            let name = "\(row.file) \(row.stage.rawValue)"
            count[row.stage, default: 0] += 1
            if ours == row.verdict {
                agree[row.stage, default: 0] += 1
                #expect(Self.disagreements[name] == nil, "\(name) agrees now: take it off the list")
            } else {
                seen.insert(name)
                if Self.disagreements[name] == nil {
                    unlisted.append("\(name): \(row.verdict), ours \(ours) \(findings.map(\.diagnostic))")
                }
            }
        }
        for stage in [CheckStage.validate, .apply] {
            let (a, b) = (agree[stage] ?? 0, count[stage] ?? 0)
            print(
                "coreos-cloudinit \(stage.rawValue): \(b) rows, \(a) agree, \(a * 1000 / max(b, 1))/1000"
            )
        }
        #expect(unlisted == [])
        #expect(seen == Set(Self.disagreements.keys))
        #expect((count[.validate] ?? 0) >= 190)
    }

    @Test("the validator's lines, with their numbers, are ours") func lines() throws {
        var wrong: [String] = []
        var count = 0
        for row in try Self.rows() {
            guard let theirs = row.lines else { continue }
            count += 1
            // The table was made of the warnings and errors only.
            let ours = CoreOSCloudInitDialect().validatorLines(
                ConfigDocument(file: row.file, bytes: row.bytes))?.filter { !$0.contains(": info: ") }
            if ours?.sorted() != theirs {
                wrong.append("\(row.file): \(theirs), ours \(ours?.sorted() ?? ["dies"])")
            }
        }
        print("coreos-cloudinit v1.14.0 lines: \(count) files, \(count - wrong.count) agree")
        #expect(wrong == [])
        #expect(count >= 150)
    }

    private static func rows() throws -> [Row] {
        let shared = try #require(PackageRoot.shared())
        var rows: [Row] = []
        for corpus in ["coreos-cloudinit", "rancher-os"] {
            let folder = shared + "/corpora/cloud-config/" + corpus
            for fields in try table(folder) where fields.count >= 5 {
                var bytes = try readFile(folder + "/" + fields[0])
                // That is how the table was measured: the header in front of what does not begin with a
                // comment.
                if bytes.first != UInt8(ascii: "#") {
                    bytes = Array("#cloud-config\n".utf8) + bytes
                }
                let verdict = ["ok": "accept", "warning": "warn", "error": "reject"][fields[1]]
                // "DATE TIME line 2: …", joined by " | ".
                let lines = fields[4].components(separatedBy: " | ").filter { !$0.isEmpty }.map { line in
                    line.hasPrefix("20")
                        ? line.split(separator: " ", maxSplits: 2).dropFirst(2).joined() : line
                }
                rows.append(
                    Row(
                        file: fields[0], stage: .validate, verdict: try #require(verdict), bytes: bytes,
                        lines: lines.sorted()))
            }
        }
        let folder = shared + "/corpora/upstream-verdicts/coreos-cloudinit"
        for fields in try table(folder) where fields.count >= 4 {
            rows.append(
                Row(
                    file: fields[0], stage: fields[3].contains("apply") ? .apply : .validate,
                    verdict: fields[1],
                    bytes: try readFile(folder + "/" + fields[0])))
        }
        return rows
    }

    private static func table(_ folder: String) throws -> [[String]] {
        String(decoding: try readFile(folder + "/verdicts.tsv"), as: UTF8.self)
            .split(separator: "\n").dropFirst()
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    }
}
