import Distributions
import Planning

/// What a system's own processes take.
extension RamEstimator {
    /// KiB of the system without services, and of the daemons that it starts as well.
    static func processKiB(_ plan: Plan, _ root: RootTrees) -> Int {
        plan.memory.userSpaceKiB + root.services.reduce(0) { $0 + $1.kib }
    }

    /// KiB of programs that must stay in the page cache: two fifths of what the system takes without services, fitted to the
    /// least RAM of Debian and Alpine by NBD, iSCSI, NFS and HTTP (Documentation/roots.md), and those of daemons.
    static func cachedKiB(_ plan: Plan, _ root: RootTrees) -> Int {
        plan.memory.userSpaceKiB * 2 / 5 + root.services.reduce(0) { $0 + $1.cachedKiB }
    }

    /// Which are counted; nothing where the system is known as a whole.
    static func processes(_ plan: Plan, _ root: RootTrees?) -> [String] {
        guard let root, root.choice != nil else { return [] }
        let parts =
            ["\(plan.base.title) \(mib(plan.memory.userSpaceKiB))"]
            + root.services.map { "\($0.program) \(mib($0.kib))" }
        return [
            "processes at idle, in MiB: \(parts.joined(separator: ", ")); other services, and what any of them does at work, do not count"
        ]
    }

    private static func mib(_ kib: Int) -> String { "\((kib + 512) / 1024)" }
}
