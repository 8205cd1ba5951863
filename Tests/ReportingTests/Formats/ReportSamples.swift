import Initramfs
import Reporting

/// A report with something behind every key, and others to compare it with.
enum ReportSamples {
    static func inventory(secondRoot: Bool = false) throws -> Inventory {
        var ranking = SizeRanking()
        let files: [(String, UInt64)] = [
            ("usr/lib/modules/6.1/kernel/net/big.ko", 5_000_000),
            ("usr/lib/modules/6.1/kernel/fs/small.ko", 90_000),
            ("usr/bin/k3s", 68_000_000), ("usr/lib/libc.so", 2_000_000), ("etc/motd", 20),
            ("etc/weird\u{1b}[31m", 1_000),
        ]
        var statistics = TreeStatistics()
        for (path, bytes) in files {
            ranking.add(try EntryName(path), bytes: bytes)
            statistics.regularFiles += 1
            statistics.bytes += bytes
        }
        statistics.directories = 10
        let tree = InventoryTree(statistics: statistics, ranking: ranking)
        let parts = [
            InventoryPart(
                name: "vmlinuz", role: .kernel, bytes: 8_000_000, sha256: String(repeating: "a", count: 64)),
            InventoryPart(
                name: "base", role: .base, bytes: 31_000_000, compression: "gzip", unpackedBytes: 70_000_000,
                entries: 12,
                sha256: String(repeating: "b", count: 64)),
            InventoryPart(name: "padding", role: .padding, bytes: 3),
            InventoryPart(
                name: "configuration", role: .segment, bytes: 700, compression: "none", unpackedBytes: 20,
                entries: 4,
                sha256: String(repeating: "c", count: 64)),
        ]
        return Inventory(parts: parts, tree: tree, secondRoot: secondRoot ? tree : nil)
    }

    static let ram = RamSummary(
        toBootMiB: 312, inUseMiB: 147,
        terms: [
            RamTerm(name: "kernel", kib: 42_128, explanation: "code, data and page tables of the kernel"),
            RamTerm(name: "initrd", kib: 38_087, explanation: "the files as loaded; freed after unpacking"),
            RamTerm(name: "tree", kib: 238_273, explanation: "unpacked files, a page at least for each"),
            RamTerm(name: "given back", kib: 1_000 - 2_000, explanation: "init sections"),
        ],
        inUseTerms: [RamTerm(name: "tree", kib: 150_000, explanation: "unpacked files")],
        decidingCondition: "unpack the initrd while it is still in RAM",
        failing: [RamRange(fromMiB: 300, toMiB: 306)], modelKernel: "Debian 6.1 cloud (measured)",
        assumptions: ["one CPU", "firmware takes 520 KiB"], documentedMinimumMiB: 1024,
        documentedSource: "upstream's requirements page",
        saving: InitramfsOptions.Saving(words: "initramfs_options=size=95%", savesMiB: 61))

    /// A row of each kind: read, estimated, a lower bound, and one that is refused.
    static var roots: RootComparison {
        func row(
            _ place: RootChoice.Place, _ form: RootChoice.Form, refusal: RootRefusal? = nil,
            _ set: (inout RootAlternative) -> Void = { _ in }
        ) -> [RootAlternative] {
            guard let choice = RootChoice(place, form) else { return [] }
            var row = RootAlternative(choice, isChosen: form == .archive, refusal: refusal)
            set(&row)
            return [row]
        }
        let refused = row(
            .nfs, .tree, refusal: RootRefusal(reason: "the kernel has no NFS client", source: "its | modules")
        )
        let archive = row(.ram, .archive) { row in
            row.loadedBytes = 39_000_703
            (row.later, row.laterBytes) = (.nothing, 0)
            (row.toBootMiB, row.inUseMiB, row.inUseBeforeUserSpaceMiB) = (312, 147, 130)
            row.decidingCondition = "unpack the initrd while it is still in RAM"
        }
        let cpio = row(.ram, .cpio) { row in
            row.loadedBytes = 38_000_000
            (row.later, row.laterBytes) = (.nothing, 0)
            (row.toBootMiB, row.inUseMiB, row.inUseBeforeUserSpaceMiB) = (250, 148, 131)
            row.decidingCondition = "unpack the initrd while it is still in RAM"
            row.words = "initramfs_options=size=95%"
            row.estimated = ["size of the cpio"]
        }
        let nbd = row(.nbd, .squashfs) { row in
            row.loadedBytes = 20_000_000
            (row.later, row.laterBytes) = (.demand, 36_000_000)
            (row.toBootMiB, row.inUseMiB, row.inUseBeforeUserSpaceMiB) = (96, 60, 43)
            row.dependsOnCache = true
            row.decidingCondition = "hold the running system"
            row.estimated = ["size of the squashfs", "what the drivers and programs of the root keep"]
        }
        return RootComparison(
            alternatives: refused + archive + cpio + nbd,
            remarks: ["A server is needed as long as the node runs."])
    }

    static func full() throws -> ImageReport {
        ImageReport(
            name: "alpine", description: "diskless | with *k3s*", kimageVersion: "0.1.0",
            base: ReportBase(
                os: "alpine", title: "Alpine Linux", version: "3.23.6",
                provenance: "stand-in: cloud image, unpacked",
                standIn: true),
            inventory: try inventory(),
            images: [
                ImagePrice(
                    name: "docker.io/library/busybox:1.36", loader: "docker load", archiveBytes: 2 << 20,
                    unpackedBytes: 4 << 20, keepsArchive: false, keepsLayers: false, copiesArchive: true),
                ImagePrice(
                    name: "registry.lab/a|b:1", loader: "k3s", archiveBytes: 3 << 20, unpackedBytes: nil,
                    keepsArchive: true, keepsLayers: true, copiesArchive: false),
            ], ram: ram,
            budget: BudgetLimits(download: 30 << 20, unpacked: 100 << 20, ram: 512 << 20),
            commandLine: ["console=ttyS0,115200", "quiet", "x=`y`"],
            notes: ["the base is a stand-in", "a note with <b>markup</b>"], roots: roots)
    }

    static func small() throws -> ImageReport {
        ImageReport(
            name: "tiny", description: nil, kimageVersion: "0.1.0",
            base: ReportBase(
                os: "custom", title: "Own", version: "1", provenance: "upstream", standIn: false),
            inventory: Inventory(
                parts: [InventoryPart(name: "vmlinuz", role: .kernel, bytes: 9_000_000)],
                tree: InventoryTree(statistics: TreeStatistics(), ranking: SizeRanking())),
            ram: nil, commandLine: ["quiet"])
    }
}
