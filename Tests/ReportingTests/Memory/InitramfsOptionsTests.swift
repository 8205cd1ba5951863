import Initramfs
import Reporting
import Testing

/// What `initramfs_options=` is good for, by the model alone.
struct InitramfsOptionsTests {
    private func model(
        _ cmdline: String = "", files: Int, pages: UInt64, initrd: UInt64 = 1 << 20,
        profile: KernelProfile = .debian61Cloud, second: SecondRoot? = nil
    ) throws -> MemoryModel {
        var tree = TreeStatistics()
        tree.regularFiles = files
        tree.pages = UInt64(files) * pages
        tree.bytes = tree.pages * 4096
        tree.nameLengths = [8: files]
        return try MemoryModel(
            profile: profile, conditions: BootConditions(cmdline: cmdline), initrdBytes: initrd,
            steps: [UnpackingStep(tree: tree)], secondRoot: second)
    }

    private func with(_ saving: InitramfsOptions.Saving, files: Int, pages: UInt64) throws -> Int {
        try model(saving.words, files: files, pages: pages).estimate().minimumMiB
    }

    /// Each of the three options where it alone is what it takes.
    @Test(arguments: [
        (1000, 100, "initramfs_options=size=95%"), (60_000, 0, "initramfs_options=nr_inodes=0"),
        (60_000, 1, "initramfs_options=size=95%,nr_inodes=0"),
    ])
    func noMoreThanItTakes(_ files: Int, _ pages: UInt64, _ words: String) throws {
        let saving = try #require(try InitramfsOptions.saving(model(files: files, pages: pages)))
        #expect(saving.words == words)
        let before = try model(files: files, pages: pages).estimate()
        #expect([.rootSize, .rootNames].contains(before.deciding))
        #expect(before.minimumMiB - saving.savesMiB == (try with(saving, files: files, pages: pages)))
        // As good as having no limit at all.
        let ramfs = try model("rootfstype=ramfs", files: files, pages: pages).estimate().minimumMiB
        #expect(before.minimumMiB - saving.savesMiB <= ramfs + 25)
    }

    @Test(arguments: [
        "rootfstype=ramfs", "root=/dev/ram0", "initramfs_options=size=60%", "initramfs_options=nr_inodes=0",
    ])
    func nothingIsSaid(_ line: String) throws {
        #expect(try InitramfsOptions.saving(model(line, files: 1000, pages: 100)) == nil)
    }

    @Test func kernelsThatDoNotKnowIt() throws {
        let old = try model(files: 1000, pages: 100, profile: .debian510Cloud)
        #expect(try old.estimate().deciding == .rootSize)
        #expect(try InitramfsOptions.saving(old) == nil)
    }

    /// A tree that fits in any case, and a second root that needs more than the first one's limit does.
    @Test func whereItSavesNothing() throws {
        #expect(try InitramfsOptions.saving(model(files: 10, pages: 1)) == nil)
        var large = TreeStatistics()
        large.regularFiles = 1000
        large.pages = 200_000
        large.bytes = large.pages * 4096
        let second = SecondRoot(tree: large, limits: TmpfsLimits(size: .fraction(0.75)))
        let model = try model(files: 1000, pages: 100, second: second)
        #expect(try model.estimate().deciding == .secondRoot)
        #expect(try InitramfsOptions.saving(model) == nil)
    }
}

/// The same against measured minima.
@Suite(.enabled(if: Golden.isPresent, "the measured rows are not beside the project"))
struct MeasuredInitramfsOptionsTests {
    private static let word = "initramfs_options=size=95%"

    private var rows: [Golden.Row] { Golden.rows.filter { $0.kind == "minimum" && $0.profile != nil } }

    /// Minima that were measured with `size=95%`: without it the model needs more, and proposes just that.
    @Test func whatWasMeasuredWithIt() throws {
        let measured = rows.filter { $0.cmdline.contains(Self.word) }
        #expect(measured.count == 3)
        for row in measured {
            let profile = try #require(row.profile)
            var without = row
            without.cmdline = row.cmdline.split(separator: " ").filter { $0 != Self.word }.joined(
                separator: " ")
            let model = try without.model(profile)
            let saving = try #require(try InitramfsOptions.saving(model), "\(row.id)")
            #expect(saving.words == Self.word, "\(row.id)")
            let minimum = try #require(row.minimum_mib)
            #expect(abs(try model.estimate().minimumMiB - saving.savesMiB - minimum) <= 2, "\(row.id)")
            #expect(try InitramfsOptions.saving(row.model(profile)) == nil, "it is there already: \(row.id)")
        }
    }

    /// Minima that were measured with the usual limits of a tmpfs: the measured figure less what is saved is that of a
    /// tmpfs without any.
    @Test func whatWasMeasuredWithoutIt() throws {
        var words: [String: String] = [:]
        var saves: [String: Int] = [:]
        for row in rows where row.failure == "write error" || row.failure == "silent: entries missing" {
            let profile = try #require(row.profile)
            let model = try row.model(profile)
            let saving = try InitramfsOptions.saving(model)
            words[row.id] = saving?.words ?? ""
            saves[row.id] = saving?.savesMiB
            var unlimited = row
            unlimited.cmdline += " initramfs_options=size=0,nr_inodes=0"
            let least = try unlimited.model(profile).estimate().minimumMiB
            let measured = try #require(row.minimum_mib)
            if let saving { #expect(abs(measured - saving.savesMiB - least) <= 2, "\(row.id)") }
        }
        #expect(words.count >= 8)
        // Documentation/ram-model.md names these two.
        #expect(saves["min-deb61cloud-big50-none-tmpfs"] == 28)
        #expect(saves["min-deb61cloud-kb100k-gzip-tmpfs"] == 243)
        #expect(words["min-deb510cloud-big50-none-tmpfs"] == "")
        #expect(words["min-deb61cloud-kb100k-gzip-tmpfs"] == Self.word + ",nr_inodes=0")
        #expect(words["min-deb61cloud-big50-none-tmpfs"] == Self.word)
        #expect(words["min-deb61cloud-sym20k-gzip-tmpfs"] == "initramfs_options=nr_inodes=0")
    }
}
