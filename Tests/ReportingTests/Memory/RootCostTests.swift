import Initramfs
import Reporting
import Testing

/// What each kind of root costs, with a small tree and a large one.
struct RootCostTests {
    static func tree(files: Int, pagesEach: UInt64) -> TreeStatistics {
        var tree = TreeStatistics()
        tree.regularFiles = files
        tree.directories = files / 10
        tree.pages = UInt64(files) * pagesEach
        tree.bytes = tree.pages * 4096
        tree.indexNodes = pagesEach > 1 ? UInt64(files) : 0
        tree.nameLengths = [8: files + files / 10]
        tree.directoryPathBytes = UInt64(20 * (files / 10))
        return tree
    }

    /// A root of 156 MiB, 62.5 MiB as archive; an initramfs of 4 MiB; files of 400 KiB.
    static func input(
        _ chosen: (RootChoice.Place, RootChoice.Form) = (.ram, .archive), cmdline: String = "",
        profile: KernelProfile = .debian61Cloud, userKiB: Double = 20_480
    ) throws -> RootCostInput {
        let root = tree(files: 4000, pagesEach: 10)
        let files = tree(files: 10, pagesEach: 10)
        var input = RootCostInput(
            profile: profile, conditions: BootConditions(cmdline: cmdline), kernelBytes: 14 << 20,
            common: InitrdContent(
                bytes: 2 << 20, steps: [UnpackingStep(tree: tree(files: 100, pagesEach: 10), windowKiB: 80)]),
            root: root, files: files, rootWithFiles: root.joined(with: files),
            chosen: try choice(chosen.0, chosen.1))
        input.sizes[.archive] = RootSize(bytes: 62_500 << 10, isEstimated: false)
        input.userSpaceKiB = userKiB
        input.transientKiB = 2048
        return input
    }

    static func choice(_ place: RootChoice.Place, _ form: RootChoice.Form) throws -> RootChoice {
        try #require(RootChoice(place, form))
    }

    private func rows(_ input: RootCostInput) -> [String: RootAlternative] {
        Dictionary(
            RootComparison(input).alternatives.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    @Test func thereAreNoOtherRoots() {
        #expect(RootChoice.all.count == 13)
        #expect(RootChoice.all == RootChoice.all.sorted())
        #expect(RootChoice(.nfs, .archive) == nil)
        #expect(RootChoice(.ram, .tree) == nil)
        #expect(RootChoice.all.first?.description == "ram archive")
    }

    /// All of them, the cheapest first, and one of them is the image's own.
    @Test func theOrder() throws {
        let comparison = RootComparison(try Self.input())
        #expect(Set(comparison.alternatives.map(\.name)) == Set(RootChoice.all.map(\.description)))
        let needs = comparison.alternatives.compactMap(\.toBootMiB)
        #expect(needs == needs.sorted())
        #expect(needs.count == 13)
        #expect(comparison.chosen?.name == "ram archive")
        #expect(comparison.alternatives.filter(\.isChosen).count == 1)
        #expect(comparison.alternatives.last?.place == .ram)
    }

    /// A network root keeps nothing of the tree in RAM, an image its packed bytes, a tree in RAM all of it.
    @Test func whatStaysInRAM() throws {
        let rows = rows(try Self.input())
        func inUse(_ name: String) throws -> Int { try #require(rows[name]?.inUseMiB) }
        let none = try inUse("nbd squashfs")
        let packed = 62_500 * 93 / 100 / 1024
        // nbd has its driver and the programs that connect again.
        let nbd = (2_000 + 2_000 + 9_100) / 1024
        #expect(abs(try inUse("ram squashfs") - (none - nbd) - packed) <= 2)
        #expect(try inUse("http squashfs") == inUse("ram squashfs"))
        // 4,000 files of ten pages and their objects, but no mount.
        #expect(abs(try inUse("ram archive") - (none - nbd) - 161) <= 3)
        #expect(abs(try inUse("ram cpio") - inUse("ram archive") - 4) <= 1, "the initramfs stays, too")
        #expect(none < 75)
        let row = try #require(rows["nfs tree"])
        #expect(try #require(row.inUseMiB) - #require(row.inUseBeforeUserSpaceMiB) == 20)
    }

    @Test func whatIsFetched() throws {
        var input = try Self.input()
        var rows = rows(input)
        let archive = try #require(rows["ram archive"])
        #expect(archive.later == .nothing)
        #expect(try #require(archive.loadedBytes) - (16 << 20) - (62_500 << 10) < 1024)
        let http = try #require(rows["http squashfs"])
        #expect(http.later == .whole)
        #expect(http.laterBytes == (62_500 << 10) * 93 / 100)
        #expect(try #require(http.loadedBytes) < 30 << 20)
        #expect(rows["nbd squashfs"]?.later == .whole)
        #expect(rows["nfs tree"]?.later == .demand)
        #expect(rows["nfs tree"]?.laterBytes == nil)
        let whole = try #require(rows["nbd squashfs"]?.laterBytes)
        input.verifiesImage = false
        input.hashTreeBytes = 524_288
        rows = self.rows(input)
        #expect(rows["nbd squashfs"]?.later == .demand)
        #expect(rows["nbd squashfs"]?.laterBytes == whole + 524_288)
        // An image in RAM has no tree.
        #expect(rows["http squashfs"]?.laterBytes == http.laterBytes)
    }

    @Test func whatIsEstimatedIsSaid() throws {
        var input = try Self.input()
        var rows = rows(input)
        #expect(rows["ram archive"]?.estimated == [])
        #expect(rows["ram squashfs"]?.estimated == ["size of the squashfs", "drivers in the initrd"])
        let nbd = try Self.choice(.nbd, .erofs)
        input.sizes[.erofs] = RootSize(bytes: 90 << 20, isEstimated: false)
        input.drivers[nbd] = RootPart(bytes: 5 << 20, tree: .file(bytes: 5 << 20), isEstimated: false)
        rows = self.rows(input)
        #expect(rows["nbd erofs"]?.estimated == ["what the drivers and programs of the root keep"])
        #expect(rows["nbd erofs"]?.laterBytes == 90 << 20)
        input.isCommonEstimated = true
        #expect(self.rows(input)["nbd erofs"]?.estimated.first == "stage one in the initrd")
        // A size that was made is a better guide than the tree.
        #expect(input.size(.squashfs).isEstimated)
        #expect(input.size(.squashfs).bytes == (62_500 << 10) * 93 / 100)
        input.sizes = [:]
        #expect(input.size(.archive).bytes == UInt64((Double(input.root.bytes) * 0.43).rounded()))
        #expect(input.size(.ext4).bytes > input.root.bytes)
    }

    /// The image's own row is the image as it was built.
    @Test func theOwnRowIsTheReport() throws {
        var input = try Self.input()
        let own = try input.model(input.chosen)
        input.built = own
        let row = try #require(RootComparison(input).chosen)
        #expect(row.toBootMiB == (try own.estimate().minimumMiB))
        #expect(row.inUseMiB == (own.steady(ramMiB: try own.estimate().minimumMiB).usedKiB + 1023) / 1024)
        #expect(row.words == nil, "the command line it was built with counts")
        #expect(try #require(row.toBootMiB) >= #require(rows(try Self.input())["ram archive"]?.toBootMiB))
    }

    @Test func refusalsComeLast() throws {
        var input = try Self.input()
        let nfs = try Self.choice(.nfs, .tree)
        input.refusals[nfs] = RootRefusal(reason: "no NFS client", source: "its kernel")
        let comparison = RootComparison(input)
        let last = try #require(comparison.alternatives.last)
        #expect(last.name == "nfs tree")
        #expect(last.refusal?.reason == "no NFS client")
        #expect(last.toBootMiB == nil && last.loadedBytes == nil && last.later == nil)
        #expect(comparison.alternatives.count == 13)
    }

    /// What cannot boot with any RAM is a row, not an end.
    @Test func whatNeverBootsIsARow() throws {
        var input = try Self.input()
        input.secondLimits = TmpfsLimits(size: .bytes(1 << 20))
        let rows = rows(input)
        #expect(rows["ram archive"]?.refusal?.reason.contains("does not boot with any RAM") == true)
        #expect(rows["http squashfs"]?.toBootMiB != nil, "the image has a tmpfs of its own")
        #expect(rows["nbd squashfs"]?.toBootMiB != nil)
    }

    /// A root whose programs can be read again needs its processes, and some of their programs in the page cache.
    @Test func programsInTheCacheCount() throws {
        let rows = rows(try Self.input(userKiB: 120_000))
        for name in ["nbd squashfs", "iscsi ext4", "nfs tree", "ram squashfs"] {
            #expect(rows[name]?.dependsOnCache == true, "\(name)")
        }
        #expect(rows["ram archive"]?.dependsOnCache == false)
        #expect(rows["ram cpio"]?.dependsOnCache == false)
        // A root that the page cache holds in whole is read once.
        var tiny = try Self.input(userKiB: 0)
        tiny.root = Self.tree(files: 100, pagesEach: 10)
        let small = self.rows(tiny)
        #expect(small["nbd squashfs"]?.dependsOnCache == false)
        #expect(small["nbd squashfs"]?.decidingCondition != nil)
        let bound = try #require(rows["nbd squashfs"]?.toBootMiB)
        #expect(bound < (try #require(rows["ram archive"]?.toBootMiB)))
        #expect(bound > 120 + 40)
        var cached = try Self.input(userKiB: 120_000)
        cached.cachedProgramsKiB = 48_000
        let model = try cached.model(try Self.choice(.nbd, .squashfs))
        #expect(model.cachedProgramsKiB == 48_000)
        let terms = try model.estimate().terms
        #expect(terms.first { $0.name == "programs in the page cache" }?.kib == 48_000)
        #expect(try model.estimate().minimumMiB > bound + 45)
        #expect(try cached.model(try Self.choice(.ram, .archive)).cachedProgramsKiB == 0)
        // Never more than there is.
        tiny.cachedProgramsKiB = 48_000
        #expect(try tiny.model(try Self.choice(.nfs, .tree)).cachedProgramsKiB == 4000)
    }

    /// Half of the RAM is the tmpfs' limit, which the plan lifts where the kernel lets it.
    @Test func theTreeInTheInitramfs() throws {
        let lifted = try #require(rows(try Self.input())["ram cpio"])
        #expect(lifted.words == "initramfs_options=size=95%")
        let old = try #require(rows(try Self.input(profile: .debian510Cloud))["ram cpio"])
        #expect(old.words == nil)
        #expect(try #require(old.toBootMiB) > #require(lifted.toBootMiB) + 30)
        let ramfs = try #require(rows(try Self.input(cmdline: "rootfstype=ramfs"))["ram cpio"])
        #expect(ramfs.words == nil)
        #expect(abs(try #require(ramfs.toBootMiB) - #require(lifted.toBootMiB)) <= 4)
    }

    @Test func aSmallerInitramfsForTheTreeItself() throws {
        var input = try Self.input()
        let cpio = try Self.choice(.ram, .cpio)
        let before = input.initrd(cpio).bytes
        input.commonOfCpio = InitrdContent(
            bytes: 1 << 20, steps: [UnpackingStep(tree: .file(bytes: 1 << 20))])
        #expect(input.initrd(cpio).bytes == before - (1 << 20))
        #expect(input.initrd(try Self.choice(.ram, .archive)).bytes > 62_500 << 10)
    }

    @Test func programsBesideTheSystem() throws {
        var input = try Self.input()
        let with = try #require(rows(input)["iscsi ext4"]?.inUseMiB)
        input.keeperBytes = [.iscsi: 0]
        let without = try #require(rows(input)["iscsi ext4"]?.inUseMiB)
        #expect(abs(with - without - (2_000 + 8_900) / 1024) <= 1)
    }

    @Test func moreCPUsCostDecompressors() throws {
        var input = try Self.input()
        let one = try #require(rows(input)["nbd squashfs"]?.inUseMiB)
        input.conditions.cpus = 8
        #expect(try #require(rows(input)["nbd squashfs"]?.inUseMiB) >= one + 3)
    }

    @Test func remarksFitTheRows() throws {
        var input = try Self.input()
        #expect(RootComparison(input).remarks.count == 3)
        input.choices = [try Self.choice(.ram, .archive), try Self.choice(.ram, .cpio)]
        #expect(RootComparison(input).remarks.count == 1)
        input.choices = [try Self.choice(.ram, .cpio)]
        #expect(RootComparison(input).alternatives.count == 2, "the chosen one is always there")
    }
}

/// A squashfs in the initrd whose least RAM was measured.
@Suite(.enabled(if: Golden.isPresent, "the measured rows are not beside the project"))
struct MeasuredRootCostTests {
    /// The initrd is taken apart into image and rest, and the model puts it together again.
    @Test func squashfsInTheInitrd() throws {
        let row = try #require(
            Golden.rows.first { $0.kind == "minimum" && $0.cmdline.contains("kimage.loop") })
        let model = try row.model(.debian61Cloud)
        let tree = try #require(model.steps.last?.tree)
        // The image is all but some KiB of it.
        let image = try #require([UInt64(58_000 << 10)].first)
        let part = TreeStatistics.file(bytes: image, nameLength: 8)
        let whole = InitrdContent(bytes: model.initrdBytes, steps: model.steps)
        let rest = whole.removing(part, bytes: image, segments: 0..<0)
        #expect(rest.bytes == row.initrd_bytes - image)
        #expect(rest.steps.map(\.tree.pages) == [tree.pages - part.pages])
        var input = RootCostInput(
            profile: .debian61Cloud, conditions: model.conditions, kernelBytes: 0, common: rest,
            root: TreeStatistics(), files: TreeStatistics(), rootWithFiles: TreeStatistics(),
            chosen: try RootCostTests.choice(.ram, .squashfs))
        input.sizes[.squashfs] = RootSize(bytes: image, isEstimated: false)
        input.drivers[input.chosen] = RootPart(bytes: 0, tree: TreeStatistics(), isEstimated: false)
        let measured = try #require(row.minimum_mib)
        let need = try #require(RootComparison(input).chosen?.toBootMiB)
        #expect(abs(need - measured) <= 2, "\(need) for \(measured)")
    }
}
