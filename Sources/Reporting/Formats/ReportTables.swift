/// The tables of a report, the same for the terminal and for Markdown.
struct ReportTables {
    let report: ImageReport

    var parts: TextTable {
        var table = TextTable(
            ["Part", "Role", "Compression", "Download MiB", "Unpacked MiB", "Entries"], numbers: [3, 4, 5])
        table.rows = report.parts.map { part in
            [
                part.name, part.role.rawValue, part.compression ?? "-", Sizes.mib(part.bytes),
                part.unpackedBytes.map(Sizes.mib) ?? "-", part.entries.map(String.init) ?? "-",
            ]
        }
        // Sums of two kinds: everything is downloaded, but later parts replace files of earlier ones, and a root archive is
        // gone once it is unpacked.
        table.rows.append(["total", "", "", Sizes.mib(report.downloadBytes), "", ""])
        table.rows.append(
            ["tree that stays", "", "", "", Sizes.mib(report.unpackedBytes), "\(report.entries)"])
        return table
    }

    /// What each image of containers costs; the archives are part of the image's files.
    var images: TextTable {
        var table = TextTable(
            [
                "Container image", "Loaded by", "Archive MiB", "Unpacked MiB", "RAM, loaded MiB",
                "RAM, loading MiB",
            ],
            numbers: [2, 3, 4, 5])
        table.rows = report.images.map { image in
            [
                image.name, image.loader, Sizes.mib(image.archiveBytes),
                image.unpackedBytes.map(Sizes.mib) ?? "-", image.loadedBytes.map(Sizes.mib) ?? "-",
                image.loadingBytes.map(Sizes.mib) ?? "-",
            ]
        }
        return table
    }

    var directories: TextTable { sizes("Largest directories", report.largestDirectories) }

    var files: TextTable { sizes("Largest files", report.largestFiles) }

    private func sizes(_ title: String, _ paths: [SizedPath]) -> TextTable {
        var table = TextTable(["MiB", title], numbers: [0])
        table.rows = paths.map { [Sizes.mib($0.bytes), $0.path] }
        return table
    }

    func terms(_ title: String, _ terms: [RamTerm], total: Int?) -> TextTable {
        var table = TextTable(["MiB", title, "Why"], numbers: [0])
        table.rows = terms.map { [Sizes.mib(kib: $0.kib), $0.name, $0.explanation] }
        if let total {
            table.rows.append(["\(total).0", "total", ""])
        } else if !terms.isEmpty {
            table.rows.append([Sizes.mib(kib: terms.reduce(0) { $0 + $1.kib }), "total", ""])
        }
        return table
    }

    var budgets: TextTable {
        var table = TextTable(
            ["Budget", "Limit MiB", "Actual MiB", "Result", "Most of it"], numbers: [1, 2])
        table.rows = report.budgets.map { budget in
            [
                budget.name, Sizes.mib(budget.limit), Sizes.mib(budget.actual),
                budget.over ? "over by \(Sizes.mib(budget.actual - budget.limit)) MiB" : "within",
                budget.contributors.prefix(3).map { "\($0.path) \(Sizes.mib($0.bytes))" }.joined(
                    separator: ", "),
            ]
        }
        return table
    }

    /// One sentence on the RAM that the image takes.
    static func headline(_ ram: RamSummary) -> String {
        var text = "RAM: \(ram.toBootMiB) MiB to boot, \(ram.inUseMiB) MiB in use afterwards. "
        text += "What decides: \(ram.decidingCondition). Kernel figures: \(ram.modelKernel)."
        for range in ram.failing {
            text += " With \(range.fromMiB) to \(range.toMiB) MiB it fails, though it boots with less."
        }
        if let saving = ram.saving {
            text += " \(saving.words) on the command line saves \(saving.savesMiB) MiB to boot."
        }
        if let documented = ram.documentedMinimumMiB {
            text += " Upstream documents \(documented) MiB"
            text += (ram.documentedSource.map { " (\($0))" } ?? "") + "."
        }
        return text
    }
}
