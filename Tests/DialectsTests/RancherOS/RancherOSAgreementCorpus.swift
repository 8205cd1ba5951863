import Dialects
import FoundationEssentials
import Provisioning
import Recipes

/// Reads the tables of verdicts and predicts each row.
struct RancherOSAgreementCorpus {
    /// The folder `corpora` of the shared data.
    let folder: String
    private let dialect = RancherOSDialect(version: "1.5.8", isBurmilla: false)
    private let line = RancherOSCommandLine(version: "1.5.8", isBurmilla: false)

    init(folder: String) {
        self.folder = folder
    }

    /// Every row of every table that a program of RancherOS has.
    func rows() -> [RancherOSAgreementRow] {
        upstream() + schema("rancher-os") + schema("coreos-cloudinit")
    }

    /// Inputs of all tables, for mutations.
    func inputs() -> [[UInt8]] {
        ["upstream-verdicts/rancher-os", "cloud-config/rancher-os", "cloud-config/coreos-cloudinit"].flatMap {
            name in
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/" + name)) ?? []
            return names.filter { $0.hasSuffix(".yml") || $0.hasSuffix(".yaml") }.sorted()
                .compactMap { bytes(name + "/" + $0) }
        }
    }

    private func upstream() -> [RancherOSAgreementRow] {
        table("upstream-verdicts/rancher-os").compactMap { fields in
            guard fields.count >= 4, let real = verdict(fields[1]) else { return nil }
            let path = "upstream-verdicts/rancher-os/"
            let findings: [CheckFinding]
            var stage = CheckStage.load
            switch fields[3] {
            case "ros config validate v1.5.8":
                stage = .validate
                findings = check(path + fields[0], .embedded)
            case "ros config loader v1.5.8":
                findings = check(path + fields[0], .embedded)
            case "cloud-init-execute v1.5.8":
                stage = .apply
                findings = check(path + fields[0], .embedded)
            case "cloud-init-save v1.5.8":
                stage = .userData
                findings = check(path + fields[0], .userData)
            case "ros config loader (kernel command line) v1.5.8":
                findings = checkLine(path + fields[0])
            case "ros config loader (merge) v1.5.8":
                return merge(fields[0], fields[3], real, path)
            default:
                return nil
            }
            return row(fields[3], "rancher-os/" + fields[0], real, findings, stage)
        }
    }

    /// Two files laid over each other: one that is dropped leaves the other.
    private func merge(
        _ file: String, _ program: String, _ real: Verdict, _ path: String
    ) -> RancherOSAgreementRow {
        let low = check(path + file.replacing("-3-result", with: "-1-low"), .embedded)
        let high = check(path + file.replacing("-3-result", with: "-2-high"), .embedded)
        let dropped = [low, high].filter { $0.verdict(.load) == .reject }
        let predicted: Verdict = dropped.isEmpty ? .accept : .warn
        return RancherOSAgreementRow(
            program: program, file: "rancher-os/" + file, real: real, predicted: predicted,
            rules: dropped.flatMap { $0.map(\.rule.id) })
    }

    private func schema(_ name: String) -> [RancherOSAgreementRow] {
        table("cloud-config/" + name).compactMap { fields in
            guard fields.count >= 3 else { return nil }
            let real: Verdict = fields[2] == "ok" ? .accept : .reject
            let findings = check("cloud-config/\(name)/\(fields[0])", .embedded)
            return row("schema of ros v1.5.8", "\(name)/\(fields[0])", real, findings, .validate)
        }
    }

    private func row(
        _ program: String, _ file: String, _ real: Verdict, _ findings: [CheckFinding], _ stage: CheckStage
    ) -> RancherOSAgreementRow {
        RancherOSAgreementRow(
            program: program, file: file, real: real, predicted: findings.verdict(stage),
            rules: findings.filter { $0.rule.verdicts[stage] != nil }.map(\.rule.id))
    }

    private func check(_ file: String, _ delivery: Delivery) -> [CheckFinding] {
        dialect.check(ConfigDocument(file: file, bytes: bytes(file) ?? []), delivery: delivery)
    }

    private func checkLine(_ file: String) -> [CheckFinding] {
        let text = String(decoding: (bytes(file) ?? []).filter { $0 != 0x0a }, as: UTF8.self)
        return line.check([Located(text, at: SourcePosition(file: file, line: 1, column: 1))])
    }

    private func table(_ name: String) -> [[String]] {
        let text = String(decoding: bytes(name + "/verdicts.tsv") ?? [], as: UTF8.self)
        return text.split(separator: "\n").dropFirst().map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }

    private func verdict(_ word: String) -> Verdict? { Verdict.allCases.first { $0.word == word } }

    private func bytes(_ name: String) -> [UInt8]? {
        FileManager.default.contents(atPath: folder + "/" + name).map { [UInt8]($0) }
    }
}
