import Initramfs

/// How much RAM an image needs to boot and uses afterwards, computed from its contents.
///
/// A pure function of its inputs, for x86-64 with 4 KiB pages. Documentation/ram-model.md explains and proves
/// it.
package struct MemoryModel: Equatable, Sendable {
    /// Raised whenever the same image gets other figures, or its report other keys: an image whose report is of another
    /// revision is built anew.
    package static let revision = 2

    package let profile: KernelProfile
    package let conditions: BootConditions
    /// Bytes of the whole initrd as it is loaded: all segments with their padding.
    package let initrdBytes: UInt64
    /// In the order of unpacking; at least one.
    package let steps: [UnpackingStep]
    package let secondRoot: SecondRoot?
    /// A squashfs or erofs is mounted, with an overlay on it. Where it is a file of a tree, its pages are counted as the
    /// file's; this adds what the mount itself takes.
    package let mountsSquashfs: Bool
    /// KiB that the modules take by which the root is reached (a network block device, NFS), with what they allocate.
    package let rootDriversKiB: Double
    /// KiB that the system's own processes and modules take at idle.
    package let userSpaceKiB: Double
    /// KiB of programs that must stay in the page cache for the system to get on, where they could be read again.
    package let cachedProgramsKiB: Double

    /// - Throws: `.noSegments` for no steps, `.negative` for sizes below zero.
    package init(
        profile: KernelProfile, conditions: BootConditions, initrdBytes: UInt64, steps: [UnpackingStep],
        secondRoot: SecondRoot? = nil, mountsSquashfs: Bool = false, userSpaceKiB: Double = 0,
        rootDriversKiB: Double = 0, cachedProgramsKiB: Double = 0
    ) throws(MemoryModelFault) {
        if steps.isEmpty { throw .noSegments }
        if userSpaceKiB < 0 { throw .negative("the allowance for user space") }
        if cachedProgramsKiB < 0 { throw .negative("the programs in the page cache") }
        if rootDriversKiB < 0 { throw .negative("the need of the root's drivers") }
        if let secondRoot, secondRoot.transientKiB < 0 {
            throw .negative("the need while filling the second root")
        }
        if steps.contains(where: { $0.windowKiB < 0 || $0.linkTable < 0 || $0.directoryEntries < 0 }) {
            throw .negative("a size of a segment")
        }
        self.profile = profile
        self.conditions = conditions
        self.initrdBytes = initrdBytes
        self.steps = steps
        self.secondRoot = secondRoot
        self.mountsSquashfs = mountsSquashfs
        self.userSpaceKiB = userSpaceKiB
        self.rootDriversKiB = rootDriversKiB
        self.cachedProgramsKiB = cachedProgramsKiB
    }

    /// The least RAM that boots, what decides it and where it goes to.
    ///
    /// - Throws: `.beyondLimit` where not even 1 TiB suffices.
    package func estimate() throws(MemoryModelFault) -> MemoryEstimate {
        let balance = MemoryBalance(self)
        let search = MemorySearch(balance)
        var needs: [MemoryCondition] = []
        for kind in balance.kinds {
            guard let need = search.always(kind) else {
                throw .beyondLimit(kind, limitMiB: MemorySearch.limitMiB)
            }
            needs.append(MemoryCondition(kind: kind, needMiB: need))
        }
        // The first of equals: unpacking comes before booting.
        var deciding = needs[0]
        for condition in needs where condition.needMiB > deciding.needMiB { deciding = condition }
        let minimum = deciding.needMiB
        let failing = search.failing(below: minimum)
        return MemoryEstimate(
            minimumMiB: minimum, smallestMiB: failing.smallest, failingMiB: failing.ranges,
            deciding: deciding.kind, conditions: needs,
            terms: MemoryTerms(balance).minimum(deciding.kind, ramMiB: minimum), remarks: balance.remarks)
    }

    /// Whether a tree that programs are read from has room in the page cache beside the running system. Where it has not,
    /// pages are dropped and read again, and how much must stay for the system to get on is an estimate.
    package func hasRoomToCache(_ tree: TreeStatistics, ramMiB: Int) -> Bool {
        MemoryBalance(self).margin(.userSpace, ramMiB) + cachedProgramsKiB >= 4 * Double(tree.pages)
    }

    /// The idle system on a machine with so much RAM, which must be enough for it to boot.
    package func steady(ramMiB: Int) -> SteadyMemory {
        let balance = MemoryBalance(self)
        let terms = MemoryTerms(balance).used(ramMiB: ramMiB)
        return SteadyMemory(
            totalKiB: Int(clamping: balance.total(ramMiB)),
            usedKiB: terms.reduce(0) { $0 + $1.kib },
            availableKiB: max(0, Int(clamping: balance.available(ramMiB))),
            shmemKiB: Int(clamping: balance.shmem),
            slabKiB: Int(clamping: balance.slab), terms: terms)
    }
}
