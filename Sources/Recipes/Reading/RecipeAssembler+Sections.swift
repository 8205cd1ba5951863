extension RecipeAssembler {
    func cloudConfig(_ reader: TableReader<CloudConfigKey>) -> CloudConfigSection {
        var section = CloudConfigSection()
        section.files = reader.texts(.file) ?? []
        section.inline = reader.text(.inline)
        section.hostname = reader.text(.hostname)
        section.sshAuthorizedKeys = reader.texts(.sshAuthorizedKeys) ?? []
        section.runCommands = reader.texts(.runcmd) ?? []
        return section
    }

    func registry(_ reader: TableReader<RegistryKey>) -> RegistrySection {
        var section = RegistrySection()
        section.mirrors = reader.entries(.mirrors).compactMap { mirror($0, reader) }
        section.insecure = reader.texts(.insecure) ?? []
        return section
    }

    /// `"docker.io" = "http://…"` or an array of them.
    private func mirror(_ entry: NodeTable.Entry, _ reader: TableReader<RegistryKey>) -> RegistryMirror? {
        let value = reader.reader(of: entry, in: .mirrors)
        if value.isDotted(entry.node) { return nil }
        if let fault = TextForm.registry.fault(in: entry.key) {
            findings.error(at: entry.keyPosition, "\(value.path) \(fault.problem)", hint: fault.hint)
        }
        var items = [entry.node]
        if case .array(let nodes) = entry.node.value { items = nodes }
        if items.isEmpty { findings.error(at: entry.node.position, "\(value.path): names no mirror") }
        let endpoints = items.compactMap { item -> Located<String>? in
            guard let text = value.string(item) else {
                value.mismatch(
                    item, expected: "an address", hint: "for example mirrors = \(value.rule.example)")
                return nil
            }
            return value.checked(text, .mirror, at: item.position)
        }
        return RegistryMirror(registry: Located(entry.key, at: entry.keyPosition), endpoints: endpoints)
    }

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
