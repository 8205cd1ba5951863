import FoundationEssentials
import Provisioning
import TestSupport
import Testing

@testable import Butane

/// Holds the dialect against what the real butane said; skipped where the shared folder is absent.
@Suite(.enabled(if: PackageRoot.shared() != nil, "the shared corpora are absent"))
struct ButaneAgreementTests {
    /// Files on which we disagree, with the reason.
    static let disagreements: [String: String] = [:]

    @Test("butane's verdicts are ours") func verdicts() throws {
        let folder = try #require(PackageRoot.shared()) + "/corpora/upstream-verdicts/butane"
        let table = String(decoding: try readFile(folder + "/verdicts.tsv"), as: UTF8.self)
        var count = 0
        var agree = 0
        var unlisted: [String] = []
        for line in table.split(separator: "\n").dropFirst() {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            let (file, verdict, message) = (fields[0], fields[1], fields[2])
            let document = ConfigDocument(file: file, bytes: try readFile(folder + "/" + file))
            let config = ButaneConfig(document)
            let ours = config.findings.verdict(.validate).word
            count += 1
            #expect((config.ignition == nil) == (ours == "reject"), "\(file)")
            if let emitted = message.split(separator: "emits Ignition ").last,
                message.hasPrefix("emits Ignition")
            {
                #expect(config.ignition?["ignition"]?["version"]?.text == String(emitted), "\(file)")
            }
            if ours == verdict {
                agree += 1
                #expect(Self.disagreements[file] == nil, "\(file) agrees now: take it off the list")
            } else if Self.disagreements[file] == nil {
                unlisted.append(
                    "\(file): \(verdict) (\(message)), ours \(ours) \(config.findings.map(\.diagnostic))")
            }
        }
        print("butane 0.29.0+3: \(count) rows, \(agree) agree, \(agree * 1000 / max(count, 1))/1000")
        #expect(unlisted == [])
        #expect(count >= 49)
    }
}
