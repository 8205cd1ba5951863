import Initramfs

/// The quantities of the model at a given RAM size (MiB); results in KiB.
struct MemoryBalance {
    let model: MemoryModel
    let profile: KernelProfile
    let conditions: BootConditions
    /// The root as it really is: a kernel without `initramfs_options=` ignores them.
    let root: RootFileSystem
    let remarks: [String]
    /// The initrd in whole pages.
    let initrd: Double
    /// The first root when everything is unpacked.
    let first: TreeCost
    /// The second root; nothing where there is none.
    let second: TreeCost
    /// What of the first root stays after it was left.
    let kept: TreeCost
    /// What lies beside the second root.
    let beside: TreeCost
    /// The step with the largest need, and the tables it keeps.
    let peak: Peak

    /// The moment of unpacking that takes most.
    struct Peak {
        var tree: TreeCost
        var window: Double
        var links: Double
        var directories: Double
        var total: Double { tree.total + window + links + directories }
    }

    init(_ model: MemoryModel) {
        self.model = model
        profile = model.profile
        conditions = model.conditions
        var remarks = profile.remarks + conditions.faults
        var root = conditions.root
        if case .tmpfs(let limits) = root, limits != TmpfsLimits(), !profile.supportsInitramfsOptions {
            root = .tmpfs(TmpfsLimits())
            remarks.append(
                "this kernel does not know initramfs_options=: the root tmpfs keeps its usual limits")
        }
        self.root = root
        self.remarks = remarks
        initrd = Double(model.initrdBytes / 4096 + (model.initrdBytes % 4096 == 0 ? 0 : 1)) * 4
        let objects = profile.objects
        var peak = Peak(tree: .none, window: 0, links: 0, directories: 0)
        var tree = TreeCost.none
        for step in model.steps {
            tree = TreeCost(of: step.tree, onTmpfs: root.isTmpfs, kernel: objects)
            let now = Peak(
                tree: tree, window: step.windowKiB, links: step.linkTableKiB,
                directories: step.directoryTableKiB)
            if now.total > peak.total { peak = now }
        }
        first = tree
        self.peak = peak
        second = model.secondRoot.map { TreeCost(of: $0.tree, onTmpfs: true, kernel: objects) } ?? .none
        beside = model.secondRoot.map { TreeCost(of: $0.beside, onTmpfs: true, kernel: objects) } ?? .none
        kept =
            model.secondRoot.map { secondRoot in
                secondRoot.keepsFirstRoot
                    ? tree : TreeCost(of: secondRoot.kept, onTmpfs: root.isTmpfs, kernel: objects)
            } ?? tree
    }

    // MARK: The machine

    /// RAM without what the firmware keeps.
    func usable(_ ram: Int) -> Double { 1024 * Double(ram) - Double(conditions.firmwareKiB) }

    /// struct page: 64 bytes for each 4 KiB of each started section of 128 MiB (mm/sparse.c).
    func pageDescriptors(_ ram: Int) -> Double { 2048 * Double((ram + 127) / 128) }

    /// The MiB by which the kernel sizes its hash tables: all RAM, and since 6.10 only what is free when the
    /// memory map is made (mm/mm_init.c `calc_nr_kernel_pages`). Measured on 6.12.117 and 6.18.56 with 302
    /// and 310 MiB, where it makes the tables half as large.
    private func hashed(_ ram: Int) -> Int {
        guard profile.version >= KernelVersion(6, 10) else { return ram }
        let free = usable(ram) - 16 * Double(ram) - profile.reserved - crashKernel(ram) - initrd
        return max(1, Int(clamping: (free / 1024).rounded(.up)))
    }

    /// Hash tables of dentries and inodes: 8 bytes for each 8 and each 16 KiB (fs/dcache.c, fs/inode.c,
    /// mm/mm_init.c `alloc_large_system_hash`).
    func hashTables(_ ram: Int) -> Double {
        let mib = hashed(ram)
        return 8 * (Self.powerOfTwo(128 * mib) + Self.powerOfTwo(64 * mib)) / 1024
    }

    /// The table of memory sections for 52 instead of 46 bits of physical addresses (mm/sparse.c
    /// `sparse_init`).
    var fiveLevelPaging: Double { conditions.hasFiveLevelPaging ? profile.fiveLevelPaging : 0 }

    func perCPU() -> Double { profile.perCPU * Double(conditions.cpus - 1) }

    func hasHighMemory(_ ram: Int) -> Bool { conditions.split.aboveMiB(of: ram) > 0 }

    /// The bounce buffer of arch/x86/kernel/pci-dma.c and its table (kernel/dma/swiotlb.c).
    func bounceBuffer(_ ram: Int) -> Double { hasHighMemory(ram) ? 65536 + 776 : 0 }

    func crashKernel(_ ram: Int) -> Double {
        conditions.crashKernel.kib(ramMiB: ram, hasHighMemory: hasHighMemory(ram))
    }

    /// Everything that never reaches the page allocator.
    func reserved(_ ram: Int) -> Double {
        profile.reserved + pageDescriptors(ram) + hashTables(ram) + perCPU() + bounceBuffer(ram)
            + crashKernel(ram) + fiveLevelPaging
    }

    /// Free for the kernel while the initrd is in RAM.
    func whileUnpacking(_ ram: Int) -> Double { usable(ram) - reserved(ram) - initrd }

    /// The same after the initrd was given back.
    func afterUnpacking(_ ram: Int) -> Double {
        conditions.retainsInitrd ? whileUnpacking(ram) : usable(ram) - reserved(ram)
    }

    /// MemTotal.
    func total(_ ram: Int) -> Double { afterUnpacking(ram) + profile.freed }

    // MARK: The kernel

    /// The idle kernel on one CPU; `least` bounds what a machine of less than 256 MiB saves.
    private func idle(_ ram: Int, least: Double) -> Double {
        profile.idle + profile.idlePerMiB * max(least, Self.powerOfTwo(hashed(ram)) - 256)
    }

    private var furtherCPUs: Double { Double(conditions.cpus - 1) }

    /// The idle kernel.
    func idle(_ ram: Int) -> Double {
        let many = conditions.cpus > 1
        return idle(ram, least: -128)
            + (many ? profile.idleManyCPUs + profile.idlePerCPU * Double(conditions.cpus) : 0)
    }

    /// What of it is there while the initrd is unpacked.
    func idleWhileUnpacking(_ ram: Int) -> Double {
        idle(ram, least: -256)
            - (conditions.unpacksInBackground ? profile.pending : profile.pendingSynchronous)
            + profile.unpackPerCPU * furtherCPUs
    }

    /// What of it is there just before the init sections are given back.
    func idleAtBoot(_ ram: Int) -> Double { idle(ram) - profile.pendingAtBoot }

    /// How many of the helper threads wait, 0 to 1: few where the unpacking is soon done.
    private var helperShare: Double {
        guard profile.helperThreads > 0, conditions.unpacksInBackground, let tree = model.steps.last?.tree
        else { return 0 }
        // Measured on 6.18.56: none below 2 MiB, all from 20 MiB on, a root in between.
        let work = Double(tree.bytes) / 1024 + 2 * Double(tree.names)
        return work < 2048 ? 0 : min(1, (work / 20480).squareRoot())
    }

    var helperThreads: Double { profile.helperThreads * helperShare }
    var helperRemains: Double { profile.helperRemains * helperShare }

    /// Slab pages taken from blocks of movable ones raise the watermarks for a moment (mm/page_alloc.c
    /// `boost_watermark`); seen where more than 12 % of a tree is objects.
    var watermarkBoost: Double {
        profile.helperThreads == 0 && first.objects > 0.12 * first.total ? 1536 : 0
    }

    /// What mounting a squashfs takes, and about what an erofs does: the modules loop, squashfs and overlay, 0.9 MiB, and a decompressor
    /// for each CPU (SQUASHFS_DECOMP_MULTI_PERCPU). Measured on 6.1.192: 1.4 MiB on one CPU, 1.9 on two.
    var squashfsMount: Double { model.mountsSquashfs ? 922 + 512 * Double(conditions.cpus) : 0 }

    static func powerOfTwo(_ value: Int) -> Double {
        var power = 1
        while power < value, power < 1 << 60 { power <<= 1 }
        return Double(power)
    }
}
