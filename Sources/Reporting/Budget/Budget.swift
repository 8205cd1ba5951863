/// Holds an image against the sizes that its recipe allows.
package enum Budget {
    /// The result of every limit that is set, in the order download, unpacked, ram.
    ///
    /// - Parameter ram: nil: RAM was not estimated, and its limit is left out.
    package static func check(
        _ limits: BudgetLimits, inventory: Inventory, ram: RamSummary?
    ) -> [BudgetResult] {
        var results: [BudgetResult] = []
        if let limit = limits.download {
            results.append(
                BudgetResult(
                    "download", limit: limit, actual: inventory.downloadBytes,
                    contributors: inventory.parts.map { SizedPath(path: $0.name, bytes: $0.bytes) }))
        }
        if let limit = limits.unpacked {
            results.append(
                BudgetResult(
                    "unpacked", limit: limit, actual: inventory.unpackedBytes,
                    contributors: inventory.finalTree.largestDirectories))
        }
        if let limit = limits.ram, let ram {
            results.append(
                BudgetResult(
                    "ram", limit: limit, actual: bytes(ram.toBootMiB, 1 << 20),
                    contributors: ram.terms.map { SizedPath(path: $0.name, bytes: bytes($0.kib, 1 << 10)) }))
        }
        return results
    }

    /// The results that are over their limit.
    package static func exceeded(_ results: [BudgetResult]) -> [BudgetResult] {
        results.filter(\.over)
    }

    private static func bytes(_ count: Int, _ unit: UInt64) -> UInt64 {
        let (product, overflow) = UInt64(max(0, count)).multipliedReportingOverflow(by: unit)
        return overflow ? .max : product
    }
}
