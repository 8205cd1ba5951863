extension RecipeAssembler {
    func initrd(_ reader: TableReader<InitrdKey>) -> InitrdSection {
        var section = InitrdSection()
        section.compression = reader.text(.compression)
        section.level = reader.integer(.level)
        guard let level = section.level else { return section }
        guard let compression = section.compression else {
            if !reader.has(.compression) {
                findings.warning(
                    at: level.position,
                    "initrd.level: what a level means depends on the compression, which is not said",
                    hint: "set compression as well")
            }
            return section
        }
        guard let levels = InitrdKey.levels[compression.value] else {
            findings.error(
                at: level.position, "initrd.level: compression \"\(compression.value)\" has no levels")
            return section
        }
        if !levels.contains(level.value) {
            findings.error(
                at: level.position,
                "initrd.level: \(compression.value) has no level \(level.value), only \(levels.lowerBound) to \(levels.upperBound)"
            )
        }
        return section
    }

    func boot(_ reader: TableReader<BootKey>) -> BootSection {
        var section = BootSection()
        section.url = reader.text(.url)
        section.menus = reader.texts(.menus).map(once)
        if let seconds = reader.seconds(.timeout) { section.timeoutSeconds = seconds }
        return section
    }

    /// The menus without those that are there already.
    private func once(_ menus: [Located<String>]) -> [Located<String>] {
        var kept: [Located<String>] = []
        for menu in menus {
            if let first = kept.first(where: { $0.value == menu.value }) {
                findings.warning(
                    at: menu.position, "boot.menus: \"\(menu.value)\" is there already, at \(first.position)")
            } else {
                kept.append(menu)
            }
        }
        return kept
    }

    func budget(_ reader: TableReader<BudgetKey>) -> BudgetSection {
        var section = BudgetSection()
        section.download = reader.size(.download)
        section.unpacked = reader.size(.unpacked)
        section.ram = reader.size(.ram)
        return section
    }
}
