import Initramfs

/// What must hold for a boot to succeed.
extension MemoryBalance {
    /// The conditions that apply to this image, in the order in which they are met.
    var kinds: [MemoryCondition.Kind] {
        var kinds: [MemoryCondition.Kind] = [.place, .unpack, .boot]
        if case .tmpfs(let limits) = root { kinds += Self.kinds(limits, .rootSize, .rootNames) }
        if let secondRoot = model.secondRoot {
            kinds += [.secondRoot] + Self.kinds(secondRoot.limits, .secondSize, .secondNames)
        }
        if model.userSpaceKiB > 0 || model.mountsSquashfs || model.rootDriversKiB > 0 {
            kinds.append(.userSpace)
        }
        return kinds
    }

    private static func kinds(
        _ limits: TmpfsLimits, _ size: MemoryCondition.Kind, _ names: MemoryCondition.Kind
    ) -> [MemoryCondition.Kind] {
        (limits.size == .unlimited ? [] : [size]) + (limits.names == .unlimited ? [] : [names])
    }

    /// How many KiB of RAM are left over; negative where the condition does not hold. It never grows by more
    /// than `slope` where RAM grows by a MiB.
    func margin(_ kind: MemoryCondition.Kind, _ ram: Int) -> Double {
        let reserve = watermarks(ram)
        switch kind {
        case .place: return 1024 * Double(ram) - placed
        case .unpack:
            let taken = idleWhileUnpacking(ram) + helperThreads + watermarkBoost + peak.total
            return whileUnpacking(ram) - taken - reserve
        case .boot: return afterUnpacking(ram) - idleAtBoot(ram) - first.total - reserve
        case .secondRoot:
            let transient = model.secondRoot?.transientKiB ?? 0
            let mount = squashfsMount + model.rootDriversKiB
            let roots = first.total + second.total + beside.total
            return total(ram) - idle(ram) - roots - mount - transient - reserve
        case .userSpace: return total(ram) - used(ram) - model.cachedProgramsKiB - reserve
        case .rootSize, .rootNames:
            guard case .tmpfs(let limits) = root, let tree = model.steps.last?.tree else { return .infinity }
            let names = Self.rootNames(tree.names)
            let free = whileUnpacking(ram)
            return kind == .rootSize
                ? Self.room(limits.size, of: free) - first.data : Self.room(limits.names, of: free) - names
        case .secondSize, .secondNames:
            guard let secondRoot = model.secondRoot else { return .infinity }
            return kind == .secondSize
                ? Self.room(secondRoot.limits.size, of: total(ram)) - second.data
                : Self.room(secondRoot.limits.names, of: total(ram)) - Double(secondRoot.tree.names)
        }
    }

    /// The largest growth of `margin` with a MiB of RAM.
    func slope(_ kind: MemoryCondition.Kind) -> Double {
        let size: TmpfsLimits.Size? =
            if kind == .rootSize, case .tmpfs(let limits) = root {
                limits.size
            } else if kind == .secondSize {
                model.secondRoot?.limits.size
            } else {
                nil
            }
        if case .fraction(let fraction)? = size { return 1024 * max(1, fraction) }
        return 1024
    }

    /// Kernel and initrd in one piece of RAM each: the kernel from its preferred address on with room to
    /// unpack itself (Documentation/arch/x86/boot.rst, `init_size`), the initrd at the top, and 128 KiB of
    /// the loader's.
    var placed: Double {
        Double(profile.preferredAddress) / 1024 + Double(profile.initSize) / 1024 + initrd + 128
    }

    /// The KiB that must be free for a limit to be as high as the tree needs it.
    func freeForLimit(_ kind: MemoryCondition.Kind) -> Double {
        let second = kind == .secondSize || kind == .secondNames
        var limits = model.secondRoot?.limits
        if !second, case .tmpfs(let own) = root { limits = own }
        let data = second ? self.second.data : first.data
        if kind == .rootSize || kind == .secondSize {
            if case .fraction(let fraction)? = limits?.size, fraction > 0 { return data / fraction }
            return data
        }
        if second { return 8 * Double(model.secondRoot?.tree.names ?? 0) }
        return 8 * Self.rootNames(model.steps.last?.tree.names ?? 0)
    }

    /// The root directory and the /root of the kernel's built-in initramfs (usr/default_cpio_list) take an
    /// inode each.
    private static func rootNames(_ names: Int) -> Double { Double(names) + 2 }

    private static func room(_ size: TmpfsLimits.Size, of free: Double) -> Double {
        switch size {
        case .fraction(let fraction): free * fraction
        case .bytes(let bytes): Double(bytes / 4096 + (bytes % 4096 == 0 ? 0 : 1)) * 4
        case .unlimited: .infinity
        }
    }

    /// One inode for each two pages (mm/shmem.c `shmem_default_max_inodes`).
    private static func room(_ names: TmpfsLimits.Names, of free: Double) -> Double {
        switch names {
        case .automatic: free / 8
        case .count(let count): Double(count)
        case .unlimited: .infinity
        }
    }
}
