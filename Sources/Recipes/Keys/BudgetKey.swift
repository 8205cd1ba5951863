/// `[budget]`
package enum BudgetKey: String, TableKeys {
    case download
    case unpacked
    case ram

    package static let summary = "Sizes that the image must not exceed."

    package var rule: KeyRule {
        switch self {
        case .download: KeyRule(.size, "What a machine downloads.", example: #""120MiB""#)
        case .unpacked: KeyRule(.size, "Bytes of files in the tree that stays.", example: #""400MiB""#)
        case .ram: KeyRule(.size, "The memory that a machine needs.", example: #""1GiB""#)
        }
    }
}
