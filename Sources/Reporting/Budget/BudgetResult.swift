/// One budget held against what is.
package struct BudgetResult: Equatable, Sendable, Codable {
    /// What was limited: `download`, `unpacked` or `ram`, as the recipe calls it.
    package var name: String
    /// Bytes that are allowed.
    package var limit: UInt64
    /// Bytes that there are.
    package var actual: UInt64
    /// True where there are more than allowed.
    package var over: Bool
    /// What makes up most of it, largest first; at most five.
    package var contributors: [SizedPath]

    init(_ name: String, limit: UInt64, actual: UInt64, contributors: [SizedPath]) {
        self.name = name
        self.limit = limit
        self.actual = actual
        over = actual > limit
        let ordered = contributors.filter { $0.bytes > 0 }.enumerated()
            .sorted { ($1.element.bytes, $0.offset) < ($0.element.bytes, $1.offset) }
        self.contributors = ordered.prefix(5).map(\.element)
    }

    /// One line: the figures and what to look at first.
    package var summary: String {
        let figures = "\(Sizes.mib(actual)) MiB of \(Sizes.mib(limit)) MiB"
        guard over else { return "\(name): \(figures)" }
        let most = contributors.prefix(3).map { "\($0.path) \(Sizes.mib($0.bytes)) MiB" }
        let reason = most.isEmpty ? "" : "; most of it: \(most.joined(separator: ", "))"
        return "\(name): \(figures), \(Sizes.mib(actual - limit)) MiB over\(reason)"
    }
}
