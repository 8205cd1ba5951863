import Initramfs

/// What the kernel keeps back.
extension MemoryBalance {
    /// min_free_kbytes of a machine with `free` KiB (mm/page_alloc.c `calculate_min_free_kbytes`; with
    /// transparent huge pages and 512 MiB mm/khugepaged.c `set_recommended_min_free_kbytes`: 11 blocks of 2
    /// MiB for each zone, at most 5 % of what lies above the high watermark).
    func minimumFree(_ free: Double, _ ram: Int) -> Double {
        let plain = (16 * max(0, free)).squareRoot()
        guard conditions.hugePages, free >= 512 * 1024 else { return plain }
        let zones = hasHighMemory(ram) ? 3.0 : 2.0
        return max(plain, min(22528 * zones, (free - 1.5 * plain) / 20))
    }

    /// What an allocation cannot have: the watermarks, and the part of the DMA zone that is kept for those
    /// who can use nothing else (mm/page_alloc.c `setup_per_zone_lowmem_reserve`).
    func watermarks(_ ram: Int) -> Double {
        let free = whileUnpacking(ram)
        return minimumFree(free, ram) + min(15300, max(0, free) / 256)
    }

    /// MemAvailable and the free pages on per-CPU lists (mm/show_mem.c `si_mem_available`).
    func available(_ ram: Int) -> Double {
        let minimum = minimumFree(whileUnpacking(ram), ram)
        let total = total(ram)
        let reclaimable = profile.reclaimableAtRest + reclaimableObjects
        let reserve =
            1.5 * minimum + min(15300, total / 256) + 4 * Double(conditions.split.aboveMiB(of: ram))
        return total - used(ram) - reserve + reclaimable - min(reclaimable / 2, 1.25 * minimum)
    }

    /// What of the tree's objects counts as reclaimable: all, but inodes of tmpfs.
    private var reclaimableObjects: Double {
        let objects = profile.objects
        func inodes(_ tree: TreeStatistics) -> Double { TreeCost.shmemInodes(of: tree, kernel: objects) }
        let wholeStays = model.secondRoot?.keepsFirstRoot ?? true
        let keptTree = wholeStays ? model.steps.last?.tree : model.secondRoot?.kept
        let firstPart = kept.objects - (root.isTmpfs ? keptTree.map(inodes) ?? 0 : 0)
        guard let secondRoot = model.secondRoot else { return firstPart }
        return firstPart + second.objects + beside.objects - inodes(secondRoot.tree)
            - inodes(secondRoot.beside)
    }

    // MARK: After boot

    /// The data that stays: of the second root, where there is one, beside it, and what is kept of the first.
    var finalData: Double { second.data + beside.data + kept.data }

    /// The objects that stay.
    var finalObjects: Double { second.objects + beside.objects + kept.objects }

    /// Everything that is not free.
    func used(_ ram: Int) -> Double {
        idle(ram) + helperRemains + finalData + finalObjects + squashfsMount + model.rootDriversKiB
            + model.userSpaceKiB
    }

    /// Shmem: on ramfs the same pages count as Unevictable and Cached.
    var shmem: Double {
        second.data + beside.data + (root.isTmpfs ? kept.data : 0)
    }

    /// Slab; each further CPU keeps about 600 KiB of half-empty slabs.
    var slab: Double {
        profile.slabAtRest + helperRemains + finalObjects + 600 * Double(conditions.cpus - 1)
    }
}
