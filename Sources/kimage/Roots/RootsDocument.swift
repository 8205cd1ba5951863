import Distributions
import Recipes

/// The table of roots as `kimage roots --json` prints it; the keys are documented in Documentation/roots.md.
struct RootsDocument: Encodable {
    struct Root: Encodable {
        let type: String
        /// own, stage-one or refused.
        let support: String
        let how: String?
        let formats: [String]?
        let reason: String?
        let source: String?
    }

    struct System: Encodable {
        let os: String
        let title: String
        let roots: [Root]
    }

    let format = "kimage-roots-1"
    let systems: [System]

    init(_ table: RootTable) {
        systems = table.rows.map { row in
            System(
                os: row.os, title: row.title,
                roots: zip(RootType.allCases, row.support).map { type, support in
                    switch support {
                    case .native(let how):
                        Root(
                            type: type.rawValue, support: "own", how: how, formats: nil, reason: nil,
                            source: nil)
                    case .stageOne(let formats):
                        Root(
                            type: type.rawValue, support: "stage-one", how: nil,
                            formats: formats.map(\.rawValue), reason: nil, source: nil)
                    case .refused(let reason, let source):
                        Root(
                            type: type.rawValue, support: "refused", how: nil, formats: nil, reason: reason,
                            source: source)
                    }
                })
        }
    }
}
