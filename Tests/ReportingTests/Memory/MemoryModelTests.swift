import Initramfs
import Reporting
import Testing

/// Properties of the model that need no measured rows.
struct MemoryModelTests {
    private func tree(files: Int, pagesEach: UInt64) -> TreeStatistics {
        var tree = TreeStatistics()
        tree.regularFiles = files
        tree.directories = 10
        tree.pages = UInt64(files) * pagesEach
        tree.bytes = tree.pages * 4096
        tree.indexNodes = pagesEach > 1 ? UInt64(files) * ((pagesEach + 63) / 64) : 0
        tree.nameLengths = [8: files + 10]
        return tree
    }

    private func model(
        _ cmdline: String = "", files: Int = 1000, pages: UInt64 = 10, initrd: UInt64 = 20 << 20,
        profile: KernelProfile = .debian61Cloud, second: SecondRoot? = nil, squashfs: Bool = false,
        user: Double = 0, cpus: Int = 1, steps: [UnpackingStep]? = nil
    ) throws -> MemoryModel {
        try MemoryModel(
            profile: profile, conditions: BootConditions(cmdline: cmdline, cpus: cpus), initrdBytes: initrd,
            steps: steps ?? [UnpackingStep(tree: tree(files: files, pagesEach: pages), windowKiB: 2592)],
            secondRoot: second, mountsSquashfs: squashfs, userSpaceKiB: user)
    }

    @Test func everyConditionDecidesSomewhere() throws {
        let small = tree(files: 100, pagesEach: 1)
        func deciding(_ model: MemoryModel) throws -> MemoryCondition.Kind { try model.estimate().deciding }
        #expect(try deciding(model("rootfstype=ramfs")) == .unpack)
        #expect(try deciding(model("rootfstype=ramfs", files: 5000, initrd: 4096)) == .boot)
        #expect(try deciding(model(files: 10, pages: 1, initrd: 4096, profile: .debian612Cloud)) == .place)
        #expect(try deciding(model(files: 1000, pages: 100)) == .rootSize)
        #expect(try deciding(model(files: 60000, pages: 0)) == .rootNames)
        let copy = tree(files: 10000, pagesEach: 10)
        #expect(
            try deciding(
                model(
                    "rootfstype=ramfs",
                    second: SecondRoot(
                        tree: copy, limits: TmpfsLimits(size: .fraction(1), names: .unlimited))))
                == .secondRoot)
        #expect(
            try deciding(
                model(
                    "rootfstype=ramfs",
                    second: SecondRoot(
                        tree: copy, limits: TmpfsLimits(size: .fraction(0.25))))) == .secondSize)
        #expect(
            try deciding(
                model(
                    "rootfstype=ramfs",
                    second: SecondRoot(
                        tree: tree(files: 60000, pagesEach: 0), limits: TmpfsLimits(size: .fraction(1)))))
                == .secondNames)
        #expect(try deciding(model("rootfstype=ramfs", user: 300_000)) == .userSpace)
        #expect(small.names == 110)
    }

    @Test func theMinimumIsWhereItSays() throws {
        for estimate in [try model(), try model("rootfstype=ramfs"), try model(files: 70000, pages: 2)].map({
            try? $0.estimate()
        }) {
            let estimate = try #require(estimate)
            #expect(estimate.conditions.map(\.needMiB).max() == estimate.minimumMiB)
            #expect(estimate.smallestMiB <= estimate.minimumMiB)
            #expect(estimate.terms.reduce(0) { $0 + $1.kib } == estimate.minimumMiB * 1024)
            #expect(!estimate.terms.contains { $0.explanation.isEmpty || $0.name.isEmpty })
        }
    }

    @Test func moreOfAnythingNeverNeedsLess() throws {
        let base = try model("rootfstype=ramfs").estimate().minimumMiB
        #expect(try model("rootfstype=ramfs", initrd: 40 << 20).estimate().minimumMiB == base + 20)
        #expect(try model("rootfstype=ramfs", files: 2000).estimate().minimumMiB > base + 39)
        #expect(try model("rootfstype=ramfs", cpus: 8).estimate().minimumMiB >= base)
        #expect(try model("rootfstype=ramfs retain_initrd").estimate().minimumMiB >= base)
        #expect(try model("rootfstype=ramfs crashkernel=64M").estimate().minimumMiB == base + 64)
        #expect(try model().estimate().minimumMiB >= base)
    }

    @Test func theLargestSegmentDecides() throws {
        let first = tree(files: 1000, pagesEach: 10)
        let both = tree(files: 2000, pagesEach: 10)
        func need(_ windows: [Double]) throws -> Int {
            try model(
                "rootfstype=ramfs",
                steps: [
                    UnpackingStep(tree: first, windowKiB: windows[0]),
                    UnpackingStep(tree: both, windowKiB: windows[1]),
                ]
            ).estimate().minimumMiB
        }
        // A window in front costs nothing as long as it is smaller than what comes later.
        #expect(try need([32768, 0]) == need([0, 0]))
        #expect(try need([0, 32768]) == need([0, 0]) + 32)
        let links = UnpackingStep(
            tree: both, linkTable: 1024, directoryEntries: 1000, directoryNameBytes: 60000)
        #expect(try model("rootfstype=ramfs", steps: [links]).estimate().minimumMiB >= need([0, 0]) + 8)
    }

    @Test func optionsTheKernelDoesNotKnowAreNamed() throws {
        let line = "initramfs_options=size=95%"
        let known = try model(line, pages: 100).estimate()
        let unknown = try model(line, pages: 100, profile: .debian510Cloud).estimate()
        #expect(known.remarks.isEmpty)
        #expect(known.deciding == .unpack)
        #expect(unknown.deciding == .rootSize)
        #expect(unknown.remarks.count == 1)
        #expect(try model("crashkernel=lots").estimate().remarks.count == 1)
    }

    @Test func theSecondRootReplacesTheFirst() throws {
        let copy = tree(files: 1000, pagesEach: 10)
        let plain = try model().steady(ramMiB: 512)
        let switched = try model(second: SecondRoot(tree: copy)).steady(ramMiB: 512)
        #expect(switched.usedKiB == plain.usedKiB)
        #expect(switched.shmemKiB == 40000)
        let kept = try model(second: SecondRoot(tree: copy, keepsFirstRoot: true)).steady(ramMiB: 512)
        #expect(kept.shmemKiB == 80000)
        #expect(kept.usedKiB - plain.usedKiB > 40000)
        let busy = SecondRoot(tree: copy, limits: TmpfsLimits(size: .fraction(1)), transientKiB: 20480)
        let idle = SecondRoot(tree: copy, limits: TmpfsLimits(size: .fraction(1)))
        func need(_ second: SecondRoot) throws -> Int? {
            try model(second: second).estimate().conditions.first { $0.kind == .secondRoot }?.needMiB
        }
        #expect(try need(busy) == need(idle).map { $0 + 20 })
    }

    @Test func userSpaceAndMountsAreTerms() throws {
        let plain = try model().steady(ramMiB: 512)
        let full = try model(squashfs: true, user: 5000, cpus: 1).steady(ramMiB: 512)
        #expect(full.usedKiB - plain.usedKiB == 5000 + 922 + 512)
        #expect(
            full.terms.map(\.name) == ["idle kernel", "files", "file objects", "squashfs mount", "processes"])
        #expect(full.terms.reduce(0) { $0 + $1.kib } == full.usedKiB)
        #expect(plain.availableKiB > full.availableKiB)
    }

    @Test func impossibleImagesAreErrors() throws {
        #expect(throws: MemoryModelFault.noSegments) { try model(steps: []) }
        #expect(throws: MemoryModelFault.negative("the allowance for user space")) { try model(user: -1) }
        #expect(throws: MemoryModelFault.beyondLimit(.rootSize, limitMiB: 1 << 20)) {
            try model("initramfs_options=size=1m").estimate()
        }
        var huge = TreeStatistics()
        huge.pages = .max
        #expect(throws: MemoryModelFault.self) {
            try model("rootfstype=ramfs", steps: [UnpackingStep(tree: huge)]).estimate()
        }
        #expect(throws: MemoryModelFault.self) { try model("rootfstype=ramfs", initrd: .max).estimate() }
    }

    /// 200 GiB of files: the search must not take a step for each MiB.
    @Test func largeImagesAreFoundToo() throws {
        let estimate = try model("rootfstype=ramfs", files: 1000, pages: 51_200, initrd: 1 << 30)
            .estimate()
        #expect((195_000...210_000).contains(estimate.minimumMiB))
    }

    /// Linux 6.12.117 with 310 MiB said so: MemTotal 271,616 KiB with an initrd of 16,665,072 bytes, where
    /// counting all RAM for the hash tables gives 271,096.
    @Test func hashTablesFollowFreeRAMSince610() throws {
        let total = try model("rootfstype=ramfs", initrd: 16_665_072, profile: .debian612Cloud).steady(
            ramMiB: 310
        ).totalKiB
        #expect(abs(total - 271_616) < 150)
    }

    @Test func theRowOfAPowerOfTwoIsRemembered() throws {
        // Hash tables double behind 1,024 MiB: an image that just fits there does not with one MiB more.
        var found = false
        for files in stride(from: 18000, through: 24000, by: 20) {
            let estimate = try model(
                "rootfstype=ramfs transparent_hugepage=never", files: files, initrd: 4096
            ).estimate()
            if estimate.failingMiB.contains(where: { $0.lowerBound == 1025 }) { found = true }
        }
        #expect(found)
    }
}
