import Reporting

extension MemoryEstimate {
    /// The sizes that boot while one MiB less does not: a search by bisection ends at one of them.
    var edges: [Int] { [smallestMiB] + failingMiB.map { $0.upperBound + 1 } }

    /// The edge that a search which found `measured` must have met.
    func nearestEdge(to measured: Int) -> Int {
        edges.min { abs($0 - measured) < abs($1 - measured) } ?? minimumMiB
    }
}
