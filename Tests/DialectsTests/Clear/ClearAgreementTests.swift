import Provisioning
import TestSupport
import Testing

@testable import Dialects

/// Skipped where the shared data are absent (KIMAGE_SHARED, or ../shared beside the package).
@Suite("Agreement with Clear's ucd", .enabled(if: PackageRoot.shared() != nil))
struct ClearAgreementTests {
    /// What the tables say for a reason that is not in the text itself.
    private static let differences = [
        "runcmd-fail-first.yml": "the command is \"false\", and fails as it should",
        "script-python.yml": "the interpreter was absent where the verdict was taken",
    ]

    @Test("verdicts of the real program")
    func verdicts() throws {
        let folder = try #require(PackageRoot.shared()) + "/corpora/upstream-verdicts/clear-ucd"
        let table = String(decoding: try readFile(folder + "/verdicts.tsv"), as: UTF8.self)
        var agreed = 0
        var unexplained: [String] = []
        let rows = table.split(separator: "\n").dropFirst()
        for row in rows {
            let fields = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            let document = ConfigDocument(file: fields[0], bytes: try readFile("\(folder)/\(fields[0])"))
            let findings = ClearDialect().check(document, delivery: .embedded)
            let verdict = findings.verdict(.apply).word
            if verdict == fields[1] {
                agreed += 1
            } else if let reason = Self.differences[fields[0]] {
                print("difference: \(fields[0]): ucd \(fields[1]), kimage \(verdict): \(reason)")
            } else {
                unexplained.append("\(fields[0]): ucd \(fields[1]) (\(fields[2])), kimage \(verdict)")
            }
        }
        print("ucd 48: \(rows.count) inputs, \(agreed) with the same verdict, \(rows.count - agreed) differ")
        #expect(unexplained.isEmpty, "\(unexplained.joined(separator: "\n"))")
        #expect(rows.count > 50)
        #expect(agreed >= rows.count - Self.differences.count)
    }

    @Test("what the real program misreads without a word is told")
    func silent() throws {
        let folder = try #require(PackageRoot.shared()) + "/corpora/upstream-verdicts/clear-ucd"
        let misread = [
            "order-runcmd-list-string-list.yml": ["clear/reversed"],
            "runcmd-strings.yml": ["clear/commands-joined"],
            "runcmd-multiline.yml": ["clear/words-unquoted", "clear/control-character", "clear/reversed"],
            "runcmd-one-string.yml": ["clear/not-a-list"], "runcmd-utf8.yml": ["clear/non-ascii"],
            "service-start.yml": ["clear/reversed"], "users-default.yml": ["clear/users-default"],
            "wf-append.yml": ["clear/write-files-key", "clear/repeated-path", "clear/default-mode"],
            "wf-base64.yml": ["clear/encoding", "clear/default-mode"],
            "wf-binary-tag.yml": ["clear/tag", "clear/default-mode"],
            "wf-permissions-decimal.yml": ["clear/permissions-decimal"],
            "wf-relative.yml": ["clear/relative-path", "clear/default-mode"],
            "wf-basic.yml": [], "users-hyphen.yml": [], "header-crlf.yml": ["clear/default-mode"],
            "ssh-keys-after-users.yml": [], "groups-map.yml": [], "runcmd-pipe.yml": [],
        ]
        for (name, rules) in misread.sorted(by: { $0.key < $1.key }) {
            let document = ConfigDocument(file: name, bytes: try readFile("\(folder)/\(name)"))
            let found = Set(ClearDialect().check(document, delivery: .embedded).map(\.rule.id))
            #expect(found == Set(rules), "\(name)")
        }
    }
}
