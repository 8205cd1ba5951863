import FoundationEssentials
import Provisioning
import TestSupport

/// What the real programs said of configurations, from the corpora beside the package.
struct VerdictTable {
    struct Row {
        let file: String
        let verdict: String
        let message: String
        let program: String
    }

    let folder: String
    let rows: [Row]

    /// Where the corpora lie; nil where they are absent.
    static let folder = PackageRoot.shared().map { $0 + "/corpora/upstream-verdicts/ignition" }

    init(folder: String) throws {
        self.folder = folder
        let text = String(decoding: try readFile(folder + "/verdicts.tsv"), as: UTF8.self)
        rows = text.split(separator: "\n").dropFirst().map { line in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            return Row(
                file: fields[0], verdict: fields[1], message: fields[2], program: fields[3])
        }
    }
}
