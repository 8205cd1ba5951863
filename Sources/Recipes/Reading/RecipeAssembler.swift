/// Makes a recipe from a merged tree.
struct RecipeAssembler {
    let findings: Findings
    /// The recipe's path as given.
    let recipePath: String

    /// The recipe; nil where what it cannot be without is missing. Whether it is good, the findings say.
    func recipe(from tree: NodeTable) -> Recipe? {
        let start = SourcePosition(file: recipePath, line: 1, column: 1)
        let reader = TableReader<RecipeKey>(tree, as: .top, at: start, findings: findings)
        let name = self.name(reader, at: start)
        let base = reader.table(.base, as: BaseKey.self).flatMap(self.base)
        let kernelArguments = self.kernelArguments(reader)
        let overlays = reader.tables(.overlay, as: OverlayKey.self).compactMap(self.overlay)
        let files = reader.tables(.file, as: FileKey.self).compactMap(self.file)
        let directories = reader.tables(.directory, as: DirectoryKey.self).compactMap(self.directory)
        let links = reader.tables(.link, as: LinkKey.self).compactMap(self.link)
        let devices = reader.tables(.device, as: DeviceKey.self).compactMap(self.device)
        let description = reader.text(.description)?.value
        let architecture = reader.text(.architecture).flatMap { Architecture(name: $0.value) }
        let cloudConfig = reader.table(.cloudConfig, as: CloudConfigKey.self).map(self.cloudConfig)
        let registry = reader.table(.registry, as: RegistryKey.self).map(self.registry)
        let cluster = reader.table(.cluster, as: ClusterKey.self).flatMap(self.cluster)
        let root = reader.table(.root, as: RootKey.self).flatMap(self.root)
        let alpine = reader.table(.alpine, as: AlpineKey.self).map(self.alpine)
        let initrd = reader.table(.initrd, as: InitrdKey.self).map(self.initrd)
        let boot = reader.table(.boot, as: BootKey.self).map(self.boot)
        let budget = reader.table(.budget, as: BudgetKey.self).map(self.budget)
        guard let name, let base else { return nil }

        var recipe = Recipe(
            file: recipePath, directory: PathText.folder(of: recipePath), name: name, base: base)
        recipe.description = description
        if let architecture { recipe.architecture = architecture }
        recipe.kernelArguments = kernelArguments
        recipe.overlays = overlays
        recipe.files = files
        recipe.directories = directories
        recipe.links = links
        recipe.devices = devices
        recipe.cloudConfig = cloudConfig
        recipe.registry = registry
        recipe.cluster = cluster
        recipe.root = root
        recipe.alpine = alpine
        if let initrd { recipe.initrd = initrd }
        if let boot { recipe.boot = boot }
        if let budget { recipe.budget = budget }
        ItemPaths.check(recipe, findings)
        return recipe
    }

    /// `name`, or the file's name without `.toml`.
    private func name(_ reader: TableReader<RecipeKey>, at start: SourcePosition) -> String? {
        if reader.has(.name) { return reader.text(.name)?.value }
        var stem =
            recipePath.utf8.split(separator: UInt8(ascii: "/")).last.map {
                String(decoding: $0, as: UTF8.self)
            } ?? ""
        if stem.hasSuffix(".toml") { stem.removeLast(5) }
        guard let fault = TextForm.name.fault(in: stem) else { return stem }
        findings.error(
            at: start, "the image cannot be named after its file: \(Quoting.quoted(stem)) \(fault.problem)",
            hint: "set name = \"…\" at the top")
        return nil
    }

    private func base(_ reader: TableReader<BaseKey>) -> BaseSection? {
        let version = reader.text(.version)
        let kernel = reader.table(.kernel, as: ArtifactKey.self).flatMap(artifact)
        let initrd = reader.table(.initrd, as: ArtifactKey.self).flatMap(artifact)
        let root = reader.table(.root, as: ArtifactKey.self).flatMap(artifact)
        let busybox = reader.table(.busybox, as: ArtifactKey.self).flatMap(artifact)
        guard let os = reader.text(.os) else { return nil }
        var base = BaseSection(os: os, version: version)
        base.kernel = kernel
        base.initrd = initrd
        base.root = root
        base.busybox = busybox
        return base
    }

    private func artifact(_ reader: TableReader<ArtifactKey>) -> ArtifactSection? {
        let member = reader.text(.member)
        let sha256 = reader.text(.sha256).map { Located($0.value.lowercased(), at: $0.position) }
        let checksums = reader.text(.checksums)
        let signature = reader.text(.signature)
        let signingKey = reader.text(.signingKey)
        let fingerprints = reader.texts(.fingerprint) ?? []
        guard let source = reader.text(.source) else { return nil }
        if AddressText.scheme(of: source.value) == "http", !reader.has(.sha256) {
            findings.warning(
                at: source.position,
                "\(reader.name.path(of: "source")) comes over plain HTTP, where anybody can change it",
                hint: "add its sha256")
        }
        var artifact = ArtifactSection(source: source)
        artifact.member = member
        artifact.sha256 = sha256
        artifact.checksums = checksums
        artifact.signature = signature
        artifact.signingKey = signingKey
        artifact.fingerprints = fingerprints.map {
            Located($0.value.filter { $0 != " " && $0 != ":" }.uppercased(), at: $0.position)
        }
        return artifact
    }

    private func kernelArguments(_ reader: TableReader<RecipeKey>) -> [Located<String>] {
        let words = reader.table(.kernel, as: KernelKey.self)?.texts(.cmdline) ?? []
        var seen: [String: SourcePosition] = [:]
        for word in words {
            if let first = seen[word.value] {
                findings.warning(
                    at: word.position,
                    "kernel.cmdline: \(Quoting.quoted(word.value)) is there already, at \(first)")
            } else {
                seen[word.value] = word.position
            }
        }
        return words
    }
}
