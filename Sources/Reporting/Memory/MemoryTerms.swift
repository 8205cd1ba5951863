/// Sums for a report: where RAM goes to.
struct MemoryTerms {
    private let balance: MemoryBalance

    init(_ balance: MemoryBalance) { self.balance = balance }

    /// Where `ram` MiB go to at the moment that a condition is about; the last term is what is left.
    func minimum(_ kind: MemoryCondition.Kind, ramMiB ram: Int) -> [MemoryTerm] {
        var terms: [MemoryTerm]
        switch kind {
        case .place: terms = placing
        case .unpack: terms = reserved(ram) + initrd + unpacking(ram) + [watermarks(ram)]
        case .boot: terms = reserved(ram) + retained + booting(ram) + [watermarks(ram)]
        case .rootSize, .rootNames: terms = reserved(ram) + initrd + limit(kind)
        case .secondRoot: terms = running(ram) + retained + filling(ram) + [watermarks(ram)]
        case .secondSize, .secondNames:
            terms = running(ram) + retained + limit(kind)
        case .userSpace:
            terms = running(ram) + retained + used(ramMiB: ram) + [cachedPrograms, watermarks(ram)]
        }
        terms.removeAll { $0.kib == 0 }
        var left = ram * 1024 - terms.reduce(0) { $0 + $1.kib }
        if left < 0, let last = terms.indices.last {
            // The terms are rounded; the last one takes what they exceed the sum by.
            terms[last].kib += left
            left = 0
        }
        terms.append(
            MemoryTerm("left over", Double(left), "RAM comes in whole MiB; also rounding of the terms."))
        return terms
    }

    /// What the booted system uses.
    func used(ramMiB ram: Int) -> [MemoryTerm] {
        let idle = MemoryTerm(
            "idle kernel", balance.idle(ram) + balance.helperRemains,
            "Slab, stacks, page tables and drivers of the booted kernel; grows with RAM and CPUs.")
        let user = MemoryTerm(
            "processes", balance.model.userSpaceKiB, "The system's own processes and modules at idle.")
        var terms = [idle] + tree("files", balance.finalData, "file objects", balance.finalObjects)
        terms.append(squashfs)
        terms.append(drivers)
        terms.append(user)
        terms.removeAll { $0.kib == 0 }
        return terms
    }

    // MARK: Parts

    private func reserved(_ ram: Int, freed: Double = 0) -> [MemoryTerm] {
        [
            MemoryTerm(
                "firmware", Double(balance.conditions.firmwareKiB),
                "Kept by the firmware; differs by machine."),
            MemoryTerm(
                "kernel image", balance.profile.reserved - freed,
                freed == 0
                    ? "Code, data and first allocations of the kernel, its init sections included."
                    : "Code, data and first allocations of the kernel, its init sections given back."),
            MemoryTerm(
                "page descriptors", balance.pageDescriptors(ram),
                "64 bytes for each page of each started 128 MiB."),
            MemoryTerm("hash tables", balance.hashTables(ram), "For names and inodes; double with RAM."),
            MemoryTerm("per-CPU areas", balance.perCPU(), "For each CPU beyond the first."),
            MemoryTerm(
                "five-level paging", balance.fiveLevelPaging, "Tables for larger addresses."),
            MemoryTerm("crash kernel", balance.crashKernel(ram), "Set aside by crashkernel=."),
            MemoryTerm("bounce buffer", balance.bounceBuffer(ram), "64 MiB as soon as RAM lies above 4 GiB."),
        ]
    }

    private func running(_ ram: Int) -> [MemoryTerm] { reserved(ram, freed: balance.profile.freed) }

    private var initrd: [MemoryTerm] {
        [
            MemoryTerm(
                "initrd", balance.initrd, "The archive as it was loaded; given back after it is unpacked.")
        ]
    }

    private var retained: [MemoryTerm] {
        balance.conditions.retainsInitrd
            ? [MemoryTerm("initrd", balance.initrd, "The archive, kept because of retain_initrd.")] : []
    }

    private func tree(_ data: String, _ kib: Double, _ objects: String, _ objectKiB: Double) -> [MemoryTerm] {
        [
            MemoryTerm(data, kib, "Contents in whole pages of 4 KiB, in RAM as long as they exist."),
            MemoryTerm(objects, objectKiB, "Inodes, names and page index: 0.8 to 1.2 KiB for each file."),
        ]
    }

    private func unpacking(_ ram: Int) -> [MemoryTerm] {
        let peak = balance.peak
        return [
            MemoryTerm(
                "kernel at work", balance.idleWhileUnpacking(ram),
                "What the kernel itself has allocated while it unpacks.")
        ] + tree("files", peak.tree.data, "file objects", peak.tree.objects) + [
            MemoryTerm("decompressor", peak.window, "Window and buffers of the segment being unpacked."),
            MemoryTerm("hard-link table", peak.links, "8 KiB for each file with several names."),
            MemoryTerm("directory table", peak.directories, "Kept to set the directories' times at the end."),
            MemoryTerm(
                "helper threads", balance.helperThreads,
                "This kernel starts /sbin/hotplug for each device; they wait for the root file system."),
            MemoryTerm(
                "watermark boost", balance.watermarkBoost, "Kept back for a moment where files are small."),
        ]
    }

    private func booting(_ ram: Int) -> [MemoryTerm] {
        let kernel = MemoryTerm(
            "idle kernel", balance.idleAtBoot(ram), "The kernel just before it starts /init.")
        return [kernel] + tree("files", balance.first.data, "file objects", balance.first.objects)
    }

    private func filling(_ ram: Int) -> [MemoryTerm] {
        [
            MemoryTerm(
                "idle kernel", balance.idle(ram),
                "Slab, stacks, page tables and drivers of the booted kernel.")
        ]
            + tree("files", balance.first.data, "file objects", balance.first.objects)
            + tree(
                "files of the second root", balance.second.data, "its file objects", balance.second.objects)
            + tree(
                "image and programs beside it", balance.beside.data, "their objects", balance.beside.objects)
            + [
                MemoryTerm(
                    "filling the second root", balance.model.secondRoot?.transientKiB ?? 0,
                    "Processes that copy or unpack meanwhile."), squashfs, drivers,
            ]
    }

    private var drivers: MemoryTerm {
        MemoryTerm(
            "root drivers", balance.model.rootDriversKiB,
            "Modules by which the root is reached, and what they allocate.")
    }

    private var cachedPrograms: MemoryTerm {
        MemoryTerm(
            "programs in the page cache", balance.model.cachedProgramsKiB,
            "What must stay of programs that could be read again, or the system does nothing else.")
    }

    private var squashfs: MemoryTerm {
        MemoryTerm(
            "squashfs mount", balance.squashfsMount,
            "Modules loop, squashfs or erofs, overlay and a decompressor for each CPU.")
    }

    private var placing: [MemoryTerm] {
        [
            MemoryTerm(
                "below the kernel", Double(balance.profile.preferredAddress) / 1024,
                "The kernel runs from its preferred address on."),
            MemoryTerm(
                "kernel unpacking itself", Double(balance.profile.initSize) / 1024, "init_size of its header."
            ),
        ] + initrd + [MemoryTerm("boot loader", 128, "Kept by the loader at the top of RAM.")]
    }

    private func watermarks(_ ram: Int) -> MemoryTerm {
        MemoryTerm("watermarks", balance.watermarks(ram), "Never given to an allocation that could wait.")
    }

    /// A limit of a tmpfs: what it holds, and the RAM that must exist beside it for the limit to be high
    /// enough.
    private func limit(_ kind: MemoryCondition.Kind) -> [MemoryTerm] {
        let second = kind == .secondSize || kind == .secondNames
        let data = second ? balance.second.data : balance.first.data
        let size = kind == .rootSize || kind == .secondSize
        let what =
            size
            ? "This tmpfs may hold only a part of the free RAM, so the rest must exist."
            : "This tmpfs may hold one name for each 8 KiB of free RAM."
        return [
            MemoryTerm(
                second ? "files of the second root" : "files", data, "Contents in whole pages of 4 KiB."),
            MemoryTerm("beyond the tmpfs limit", max(0, balance.freeForLimit(kind) - data), what),
        ]
    }
}
