import Initramfs

extension ImageReport {
    /// The same report with every text safe to print: a report can be read from a file that others wrote. Escaping
    /// leaves a text alone that is escaped already, but for its backslashes; paths are escaped when they are made, so
    /// only their control characters are looked at.
    var printable: ImageReport {
        var copy = self
        copy.name = Self.safe(name)
        copy.description = description.map(Self.safe)
        copy.base.title = Self.safe(base.title)
        copy.base.version = Self.safe(base.version)
        copy.base.provenance = Self.safe(base.provenance)
        copy.parts = parts.map { part in
            var part = part
            part.name = Self.safe(part.name)
            part.compression = part.compression.map(Self.safe)
            return part
        }
        copy.images = images.map { image in
            var image = image
            image.name = Self.safe(image.name)
            image.loader = Self.safe(image.loader)
            return image
        }
        copy.largestDirectories = largestDirectories.map(Self.safe)
        copy.largestFiles = largestFiles.map(Self.safe)
        copy.ram = ram.map(Self.safe)
        copy.roots = roots.map(Self.safe)
        copy.budgets = budgets.map { budget in
            var budget = budget
            budget.name = Self.safe(budget.name)
            budget.contributors = budget.contributors.map(Self.safe)
            return budget
        }
        copy.commandLine = Self.safe(commandLine)
        copy.notes = notes.map(Self.safe)
        return copy
    }

    private static func safe(_ path: SizedPath) -> SizedPath {
        SizedPath(path: safe(path.path), bytes: path.bytes)
    }

    private static func safe(_ term: RamTerm) -> RamTerm {
        RamTerm(name: safe(term.name), kib: term.kib, explanation: safe(term.explanation))
    }

    private static func safe(_ ram: RamSummary) -> RamSummary {
        var copy = ram
        copy.terms = ram.terms.map(safe)
        copy.inUseTerms = ram.inUseTerms.map(safe)
        copy.decidingCondition = safe(ram.decidingCondition)
        copy.modelKernel = safe(ram.modelKernel)
        copy.assumptions = ram.assumptions.map(safe)
        copy.documentedSource = ram.documentedSource.map(safe)
        copy.saving = ram.saving.map { InitramfsOptions.Saving(words: safe($0.words), savesMiB: $0.savesMiB) }
        return copy
    }

    private static func safe(_ roots: RootComparison) -> RootComparison {
        var copy = roots
        copy.remarks = roots.remarks.map(safe)
        copy.alternatives = roots.alternatives.map { row in
            var row = row
            row.refusal = row.refusal.map { RootRefusal(reason: safe($0.reason), source: safe($0.source)) }
            row.decidingCondition = row.decidingCondition.map(safe)
            row.words = row.words.map(safe)
            row.estimated = row.estimated.map(safe)
            return row
        }
        return copy
    }

    /// Escapes what is not printable; a backslash stays, as it may be an escape's own.
    private static func safe(_ text: String) -> String {
        text.split(separator: "\\", omittingEmptySubsequences: false)
            .map { Escaping.printable($0.utf8) }
            .joined(separator: "\\")
    }
}
