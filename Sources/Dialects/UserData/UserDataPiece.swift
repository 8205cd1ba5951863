import Provisioning
import Recipes

/// A part of user-data as a document of its own, and where its text stands in the file that it came in.
struct UserDataPiece {
    enum Place {
        /// Line for line in the file, which `document.lineOffset` says; each line this many columns further right.
        case lines(columns: Int)
        /// The text was encoded or folded on the way: its own lines count, and the file has it at this place.
        case encoded(SourcePosition)
    }

    var document: ConfigDocument
    var place: Place
    /// What people call it: `part 2 ("init.cfg")`.
    var label: String

    /// The whole of a document.
    init(_ document: ConfigDocument) {
        self.document = document
        place = .lines(columns: 0)
        label = ""
    }

    init(_ document: ConfigDocument, at place: Place, label: String) {
        self.document = document
        self.place = place
        self.label = label
    }

    /// Where it begins in the file.
    var start: SourcePosition {
        switch place {
        case .lines(let columns):
            SourcePosition(file: document.file, line: document.lineOffset + 1, column: columns + 1)
        case .encoded(let position): position
        }
    }

    /// Findings in it as findings in the file. What a validator says of a part it never sees, so only the node's programs
    /// keep their verdicts.
    func placed(_ findings: [CheckFinding]) -> [CheckFinding] {
        findings.map { finding in
            var finding = finding
            finding.rule.verdicts[.validate] = nil
            switch place {
            case .lines(let columns): finding.position?.column += columns
            case .encoded(let position):
                let own = finding.position.map { ", line \($0.line)" } ?? ""
                finding.message = "\(label)\(own): \(finding.message)"
                finding.position = position
            }
            return finding
        }
    }

    /// The same place, other contents: what was unpacked.
    func unpacked(_ bytes: [UInt8]) -> UserDataPiece {
        var piece = self
        piece.place = .encoded(start)
        piece.document = ConfigDocument(file: document.file, bytes: bytes)
        return piece
    }
}
