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

    /// What the command line can hold so that the image boots with less RAM; nil where nothing helps, or where the RAM
    /// cannot be estimated.
    func saving(
        _ plan: Plan, parts: ImageParts, staged: borrowing StagedImage
    ) throws -> InitramfsOptions.Saving? {
        let image = staged.image
        guard !image.initrd.isEmpty else { return nil }
        let initrd = try InitrdReadings(cache: cache).read(
            staged.path(of: "initrd.img"), parts: image.initrd)
        guard initrd.verdict.failure == nil else { return nil }
        do {
            let census = try census(plan, parts: parts, initrd: initrd)
            let model = try RamEstimator(cache: cache).model(
                plan, commandLine: plan.commandLine, parts: parts, initrd: initrd,
                root: try trees(plan, parts: parts, image: image, initrd: initrd, census: census))
            guard var saving = try InitramfsOptions.saving(model),
                let minimum = try? model.lifting(saving.options).estimate().minimumMiB
            else { return nil }
            saving.savesMiB -= RamEstimator.margin(minimum)
            return saving.savesMiB > 0 ? saving : nil
        } catch is KernelFileFault {
            return nil
        }
    }

    private func census(_ plan: Plan, parts: ImageParts, initrd: InitrdImage) throws -> RootCensus? {
        guard plan.rootIsTree, let root = parts.root else { return nil }
        return try RootCensus.take(
            try RootTree.load(root, cache: cache), over: initrd.tree, prefix: StageOne.filesPrefix)
    }

    private func trees(
        _ plan: Plan, parts: ImageParts, image: AssembledImage, initrd: InitrdImage, census: RootCensus?
    ) throws -> RootTrees? {
        guard let census else { return nil }
        let index = try BaseIndex.load(parts, of: plan, cache: cache)
        return RootTrees(
            plan, parts: parts, image: image, initrd: initrd, base: index.root.statistics, census: census)
    }

    /// The tree that stays in RAM in place of the initramfs: the whole root, or the writable layer over one that lies
    /// elsewhere, with the image where that is in RAM, too. nil: the initramfs itself stays.
    private static func secondTree(
        _ plan: Plan, _ image: AssembledImage, _ census: RootCensus?
    ) -> InventoryTree? {
        guard let census, let root = plan.root, !root.isNative else { return nil }
        switch root.format {
        case .archive: return InventoryTree(statistics: census.statistics, ranking: census.ranking)
        case .cpio: return nil
        case .squashfs, .erofs, .ext4, .tree:
            var (tree, ranking) = (census.files, census.filesRanking)
            let path = RootConfiguration.imagePath(root.format).split(separator: "/").joined(separator: "/")
            if root.type == .ram || root.type == .http, let made = image.rootImage,
                let name = try? EntryName(path)
            {
                tree = tree.joined(with: .file(bytes: made.size, nameLength: name.last.count))
                ranking.add(name, bytes: made.size)
            }
            return InventoryTree(statistics: tree, ranking: ranking)
        }
    }

    /// - Parameter saving: what was added to the command line to save RAM.
    func report(
        _ plan: Plan, parts: ImageParts, staged: borrowing StagedImage, saving: InitramfsOptions.Saving?
    ) throws -> ImageReport {
        let image = staged.image
        let initrd = try InitrdReadings(cache: cache).read(
            staged.path(of: "initrd.img"), parts: image.initrd)
        if let failure = initrd.verdict.failure {
            throw CommandFailure(.software, "the kernel would not unpack what was written: \(failure)")
        }
        try TwinCheck.check(plan.twins, in: initrd)
        // A root image that stays one is part of the initrd's tree.
        let root = try census(plan, parts: parts, initrd: initrd)
        let inventory = Inventory(
            parts: ReportParts.list(
                plan, parts: parts, image: image, initrd: initrd,
                root: plan.root?.format == .archive ? root : nil),
            tree: InventoryTree(initrd.tree),
            secondRoot: Self.secondTree(plan, image, root))
        let images = try zip(plan.images, ImageCensus.take(plan, parts, cache: cache)).map { image, sizes in
            ImagePrice(
                name: image.name, loader: image.loading.rawValue, archiveBytes: sizes.archive,
                unpackedBytes: sizes.unpacked, keepsArchive: image.loading.keepsArchive,
                keepsLayers: image.loading.keepsLayers, copiesArchive: image.loading.copiesArchive)
        }
        var notes = plan.notes + Self.notes(images)
        if let tree = image.rootImage?.verity {
            notes.append("The root hash of the root's image is \(tree.rootHash).")
        }
        var ram: RamSummary?
        var roots: RootComparison?
        do {
            let trees = try trees(plan, parts: parts, image: image, initrd: initrd, census: root)
            let estimator = try RamEstimator(cache: cache)
            ram = try estimator.estimate(
                plan, commandLine: image.commandLine, parts: parts, initrd: initrd, root: trees,
                saving: saving
            ).adding(images)
            roots = try estimator.comparison(
                plan, commandLine: image.commandLine, parts: parts, initrd: initrd, root: trees)
        } catch let fault as KernelFileFault {
            notes.append("RAM is not estimated: \(fault.text)")
        }
        let base = ReportBase(
            os: plan.base.os, title: plan.base.title, version: plan.base.version,
            provenance: plan.base.provenance,
            standIn: plan.base.isStandIn)
        return ImageReport(
            name: plan.name, description: plan.description, kimageVersion: Version.text, base: base,
            inventory: inventory, images: images, ram: ram,
            budget: BudgetLimits(
                download: plan.budget.download, unpacked: plan.budget.unpacked, ram: plan.budget.ram),
            commandLine: image.commandLine, notes: notes, roots: roots)
    }

    /// What no figure says.
    private static func notes(_ images: [ImagePrice]) -> [String] {
        var notes = images.filter { $0.unpackedBytes == nil }.map {
            "The archive of \($0.name) is neither one of docker save nor an OCI layout, so nobody knows here what it unpacks to."
        }
        let extra =
            images.compactMap { image in
                image.loadingBytes.map { $0 - min($0, image.loadedBytes ?? 0) }
            }.max() ?? 0
        if extra > 0 {
            let mib = (extra + (1 << 20) - 1) >> 20
            notes.append(
                "Container images are loaded one after another, which takes up to \(mib) MiB more for a moment; the RAM to boot does not count what is loaded."
            )
        }
        return notes
    }
}
