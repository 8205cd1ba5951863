import Dialects
import FoundationEssentials
import Provisioning
import TestSupport
import Testing

/// The corpora lie beside the package or where KIMAGE_SHARED says; without them these tests are skipped.
private let corpora: String? = PackageRoot.shared().map { $0 + "/corpora" }.flatMap {
    FileManager.default.fileExists(atPath: $0 + "/upstream-verdicts/rancher-os/verdicts.tsv") ? $0 : nil
}

@Suite("RancherOS: agreement with its own programs")
struct RancherOSAgreementTests {
    /// Differences on purpose: none at present.
    private static let reasons: [String: String] = [:]

    @Test("the dialect says what the programs of RancherOS 1.5.8 did", .enabled(if: corpora != nil))
    func agreement() throws {
        let folder = try #require(corpora)
        let table = RancherOSAgreementTable(
            rows: RancherOSAgreementCorpus(folder: folder).rows(), reasons: Self.reasons)
        print(table.text)
        #expect(table.unexplained.map(\.key) == [])
        #expect(table.needless == [])
        #expect(table.programs.count == 7)
        #expect(table.rows.count >= 350)
    }

    @Test("no input makes the dialect crash", .enabled(if: corpora != nil))
    func mutations() throws {
        let inputs = RancherOSAgreementCorpus(folder: try #require(corpora)).inputs()
        #expect(inputs.count > 150)
        var random = RancherOSRandom(seed: 20_191_226)
        var told = 0
        for _ in 0..<3000 {
            var bytes = inputs[random.below(inputs.count)]
            for _ in 0...random.below(4) { random.mutate(&bytes) }
            for delivery in Delivery.allCases {
                let document = ConfigDocument(file: "f", bytes: bytes)
                let findings = RancherOSDialect(version: "1.5.8", isBurmilla: false)
                    .check(document, delivery: delivery)
                told += findings.count
                #expect(findings.allSatisfy { ($0.position?.line ?? 1) >= 1 && !$0.message.isEmpty })
            }
        }
        #expect(told > 3000)
    }
}
