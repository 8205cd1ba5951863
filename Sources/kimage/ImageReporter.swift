import Assembly
import Distributions
import Initramfs
import Machine
import Planning
import Reporting

/// Makes the report of a finished image: reads the initrd as a kernel would, the kernel file, and the root archive.
struct ImageReporter {
    private let cache: CacheFolder

    init(cache: CacheFolder) {
        self.cache = cache
    }

    func report(_ plan: Plan, parts: ImageParts, staged: borrowing StagedImage) throws -> ImageReport {
        let image = staged.image
        let initrd = try InitrdReadings(cache: cache).read(
            staged.path(of: "initrd.img"), parts: image.initrd)
        if let failure = initrd.verdict.failure {
            throw CommandFailure(.software, "the kernel would not unpack what was written: \(failure)")
        }
        try TwinCheck.check(plan.twins, in: initrd)
        // A root image that stays one is part of the initrd's tree.
        let root = try (plan.rootIsTree ? parts.root : nil).map {
            try RootCensus.take(
                try RootTree.load($0, cache: cache), over: initrd.tree, prefix: StageOne.filesPrefix)
        }
        let inventory = Inventory(
            parts: ReportParts.list(plan, parts: parts, image: image, initrd: initrd, root: root),
            tree: InventoryTree(initrd.tree),
            secondRoot: root.map { InventoryTree(statistics: $0.statistics, ranking: $0.ranking) })
        var notes = plan.notes
        var ram: RamSummary?
        do {
            ram = try RamEstimator(cache: cache).estimate(
                plan, kernel: parts.kernel, initrd: initrd, root: root)
        } catch let fault as KernelFileFault {
            notes.append("RAM is not estimated: \(fault.text)")
        }
        let base = ReportBase(
            os: plan.base.os, title: plan.base.title, version: plan.base.version,
            provenance: plan.base.provenance,
            standIn: plan.base.isStandIn)
        return ImageReport(
            name: plan.name, description: plan.description, kimageVersion: Version.text, base: base,
            inventory: inventory, ram: ram,
            budget: BudgetLimits(
                download: plan.budget.download, unpacked: plan.budget.unpacked, ram: plan.budget.ram),
            commandLine: plan.commandLine, notes: notes)
    }
}
