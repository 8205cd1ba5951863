/// What another root would cost an image: one row for each kind of root.
package struct RootComparison: Equatable, Sendable, Codable {
    /// Possible ones first, the one that boots with the least RAM at the top.
    package var alternatives: [RootAlternative]
    /// What limits the trust in the figures; one sentence each.
    package var remarks: [String]

    package init(alternatives: [RootAlternative], remarks: [String] = []) {
        self.alternatives = alternatives.sorted(by: Self.precedes)
        self.remarks = remarks
    }

    /// Computes all rows.
    package init(_ input: RootCostInput) {
        var choices = input.choices
        if !choices.contains(input.chosen) { choices.append(input.chosen) }
        self.init(
            alternatives: choices.map { RootCost(input).alternative($0) },
            remarks: Self.remarks(
                Set(choices).subtracting(input.refusals.keys), cpus: input.conditions.cpus))
    }

    /// The root that the image has; nil where it is none of those compared.
    package var chosen: RootAlternative? { alternatives.first { $0.isChosen } }

    private static func precedes(_ left: RootAlternative, _ right: RootAlternative) -> Bool {
        func order(_ row: RootAlternative) -> (Int, Int, UInt64, RootChoice?) {
            (
                row.toBootMiB ?? .max, row.inUseMiB ?? .max, row.loadedBytes ?? .max,
                RootChoice(row.place, row.form)
            )
        }
        let (first, second) = (order(left), order(right))
        if (first.0, first.1, first.2) != (second.0, second.1, second.2) {
            return (first.0, first.1, first.2) < (second.0, second.1, second.2)
        }
        guard let one = first.3, let other = second.3 else { return false }
        return one < other
    }

    private static func remarks(_ choices: Set<RootChoice>, cpus: Int) -> [String] {
        var remarks = [
            "The rows differ in their root only: kernel, files and processes are the same, with \(cpus) CPU"
                + (cpus == 1 ? "." : "s.")
        ]
        if choices.contains(where: \.isReadThroughCache) {
            remarks.append(
                "Programs of an image or of a server's tree lie in the page cache, which the kernel drops when it needs "
                    + "the RAM: they do not count as in use. A system with too little of it reads them again and again "
                    + "(thrashing) long before it fails; with the least RAM of such a root it runs, but slowly."
            )
        }
        if choices.contains(where: { $0.place == .nbd || $0.place == .iscsi || $0.place == .nfs }) {
            remarks.append(
                "A root on a server needs it as long as the node runs; buffers of its connection come and go and are not "
                    + "counted.")
        }
        return remarks
    }
}
