extension RecipeAssembler {
    func registry(_ reader: TableReader<RegistryKey>) -> RegistrySection {
        var section = RegistrySection()
        section.mirrors = reader.entries(.mirrors).compactMap { mirror($0, reader) }
        section.insecure = reader.texts(.insecure) ?? []
        section.authorities = reader.texts(.ca) ?? []
        section.credentials = reader.named(.credentials, as: CredentialKey.self).compactMap(credential)
        section.preload = reader.textsOrTables(.preload, as: PreloadKey.self).compactMap(preload)
        checkOnce(section.preload)
        section.runtimes = runtimes(reader)
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

    private func credential(
        _ entry: NodeTable.Entry, _ reader: TableReader<CredentialKey>
    ) -> RegistryCredential? {
        let user = reader.text(.user)
        let password = reader.secret(.password)
        var fault = TextForm.registry.fault(in: entry.key)
        if entry.key == "*" { fault = TextFault("is not one registry", hint: "name it") }
        if let fault {
            findings.error(at: entry.keyPosition, "\(reader.name.path) \(fault.problem)", hint: fault.hint)
            return nil
        }
        guard let user, let password else { return nil }
        return RegistryCredential(
            registry: Located(entry.key, at: entry.keyPosition), user: user, password: password)
    }

    private func preload(_ item: TextOrTable<PreloadKey>) -> PreloadItem? {
        switch item {
        case .text(let image): return PreloadItem(image: image)
        case .table(let reader):
            let archive = reader.text(.archive)
            guard let image = reader.text(.image), let archive else { return nil }
            return PreloadItem(image: image, archive: archive)
        }
    }

    /// The words without those that are there already.
    private func runtimes(_ reader: TableReader<RegistryKey>) -> [Located<ContainerRuntime>] {
        if case .array(let items)? = reader.value(.runtimes)?.node.value, items.isEmpty {
            findings.error(
                at: reader.keyPosition(.runtimes), "registry.runtimes names none", hint: "leave it out")
        }
        var kept: [Located<ContainerRuntime>] = []
        for word in reader.texts(.runtimes) ?? [] {
            guard let runtime = ContainerRuntime(rawValue: word.value) else { continue }
            if let first = kept.first(where: { $0.value == runtime }) {
                findings.warning(
                    at: word.position,
                    "registry.runtimes: \"\(word.value)\" is there already, at \(first.position)")
            } else {
                kept.append(Located(runtime, at: word.position))
            }
        }
        return kept
    }

    private func checkOnce(_ items: [PreloadItem]) {
        var seen: [String: SourcePosition] = [:]
        for item in items {
            if let first = seen[item.image.value] {
                findings.error(
                    at: item.image.position,
                    "registry.preload: \(Quoting.quoted(item.image.value)) is there already, at \(first)",
                    hint: "keep one of them")
            } else {
                seen[item.image.value] = item.image.position
            }
        }
    }
}
