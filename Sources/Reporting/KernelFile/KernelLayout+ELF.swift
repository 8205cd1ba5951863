extension KernelLayout {
    /// The sizes that matter, from a kernel's sections (arch/x86/kernel/vmlinux.lds.S).
    ///
    /// What is given back (arch/x86/mm/init.c `free_initmem`, mm/init_64.c `mark_rodata_ro`): the init
    /// sections up to `.smp_locks`, `.smp_locks` itself on one CPU, the gap between text and read-only data,
    /// the gap before `.data`, and with AMD_MEM_ENCRYPT, which has a section `.init.scratch`, 2,032 KiB more.
    init(_ elf: KernelELF) throws(KernelFileFault.Problem) {
        let text = try elf.section(".text")
        let readOnly = try elf.section(".rodata")
        let data = try elf.section(".data")
        let initText = try elf.section(".init.text")
        let locks = try elf.section(".smp_locks")
        let perCPU = try elf.section(".data..percpu")

        // Up to 6.14 the per-CPU section has address 0 and is stored in front of .init.text; since then it
        // has an address, in front of it or behind.
        var initStart = initText.address
        if perCPU.address == 0 {
            initStart = Self.minus(initStart, Self.pages(perCPU.size))
        } else if perCPU.address < initStart {
            initStart = perCPU.address
        }
        let last = elf.sections.filter { $0.name != ".init.scratch" }.map(\.end).max() ?? 0
        let beforeData =
            elf.sections.filter { $0.address < data.address && $0.address >= text.address }
            .map(\.end).max() ?? data.address
        var freed = Self.minus(locks.address, initStart) + locks.size
        freed += Self.minus(readOnly.address, text.end) + Self.minus(data.address, beforeData)
        if elf.optional(".init.scratch") != nil { freed += 2032 << 10 }
        let image = Self.minus(last, text.address)
        // No kernel comes near; sums of hostile numbers would mean nothing.
        for size in [image, freed, perCPU.size] where size == 0 || size > 1 << 30 {
            throw .init(.damagedELF("its sections lie \(size) bytes apart"))
        }
        self.init(
            image: Double(image) / 1024, freed: Double(freed) / 1024,
            // 28 KiB for modules and 8 KiB for early allocations beside the kernel's own (mm/percpu.c).
            perCPU: Double(Self.pages(perCPU.size + (36 << 10))) / 1024)
    }

    private static func minus(_ left: UInt64, _ right: UInt64) -> UInt64 { left > right ? left - right : 0 }

    private static func pages(_ size: UInt64) -> UInt64 {
        size > 1 << 40 ? size : (size + 4095) / 4096 * 4096
    }
}
