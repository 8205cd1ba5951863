import Clusters
import Distributions
import Provisioning
import Recipes

/// What the recipe's configuration, registry and cluster become.
extension Planner {
    struct Configured {
        var provisioned = Provisioned()
        var requirements: [BaseRequirement] = []
        var servers: [PlannedServerFile] = []
        var holdsSecrets = false
        /// Container images, and their archives.
        var images: [PlannedImage] = []
        var archives: [PlannedItem] = []
    }

    mutating func configured(_ base: BaseFacts) -> Configured {
        let sources = ConfigSources.list(recipe.cloudConfig, inputs: inputs.provisioning)
        checkAllowances()
        let areSound = check(sources, version: base.version)
        let native = native(sources)
        var configured = Configured()
        // What a dialect has refused would be told a second time.
        guard areSound else { return configured }
        do {
            let config = try CloudConfigAssembler.assemble(
                recipe.cloudConfig, sources: sources, inputs: inputs.provisioning)
            for finding in JoinCheck.check(config) { report(finding) }
            let node = nodeConfiguration(config, version: base.version)
            configured.servers = node.serverFiles.map {
                PlannedServerFile(path: $0.path, text: $0.text, isSecret: $0.mode & 0o077 == 0)
            }
            configured.holdsSecrets = node.holdsSecrets
            configured.images = node.placements.map { image($0) }
            configured.archives = configured.images.map(Self.archive)
            configured.requirements = requirements(node.programs, base)
            configured.provisioned = try distribution.provision(
                ProvisionRequest(
                    config: config, native: native, additions: node.additions, name: recipe.name, base: base,
                    allowed: allowedRules))
            configured.requirements += configured.provisioned.requirements
            configured.provisioned.commandLine += node.additions.kernelArguments
            configured.provisioned.warnings.forEach { diagnostics.append($0) }
        } catch {
            for item in error.items { report(item) }
        }
        return configured
    }

    /// What `[registry]` and `[cluster]` ask of the node.
    private mutating func nodeConfiguration(_ config: CloudConfig, version: String) -> NodeConfiguration {
        var found = Diagnostics()
        let node = NodeConfiguration.make(
            NodeConfigurationInputs(
                registry: recipe.registry, cluster: recipe.cluster,
                traits: nodeTraits(version: version)
                    .with(recipe.registry?.runtimes ?? [], diagnostics: &found),
                config: config, files: inputs.provisioning.files, secrets: inputs.secrets,
                ram: recipe.budget.ram),
            diagnostics: &found)
        for item in found.items { report(item) }
        return node
    }

    /// A root tree can be looked into; the images of other systems are known by their documentation.
    private func requirements(_ programs: [String], _ base: BaseFacts) -> [BaseRequirement] {
        guard base.parts.contains(.root), distribution.isRootTree else { return [] }
        return programs.map { program in
            let folders = [
                "/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin", "/opt/bin",
            ]
            return BaseRequirement(
                .root, anyOf: program.hasPrefix("/") ? [program] : folders.map { "\($0)/\(program)" },
                "the cluster needs the program \(program), and neither the base's root nor the image holds it",
                hint: "make a base with it, or bring it in an overlay")
        }
    }

    /// Every source by what reads it; false where one was refused.
    private mutating func check(_ sources: [ConfigSource], version: String) -> Bool {
        let before = diagnostics.items.count
        for source in sources {
            if source.format == .cloudConfig, ConfigFormat.isOtherUserData(source.document.bytes) {
                diagnostics.error(
                    at: source.declared,
                    "\"\(source.document.file)\" is user-data of another form than a plain cloud-config, and a recipe's are merged",
                    hint: "write it as one #cloud-config")
                continue
            }
            do {
                let dialect = try distribution.recipeDialect(for: source.format, version: version)
                for finding in dialect?.check(source.document, delivery: .embedded) ?? [] { report(finding) }
            } catch {
                var placed = error
                placed.position = placed.position ?? source.declared
                diagnostics.append(placed)
            }
        }
        return !diagnostics.items[before...].contains { $0.severity == .error }
    }

    /// The one configuration that is no cloud-config.
    private mutating func native(_ sources: [ConfigSource]) -> NativeConfig? {
        let others = sources.filter { $0.format != .cloudConfig }
        if let second = others.dropFirst().first {
            diagnostics.error(
                at: second.declared,
                "\"\(second.document.file)\" is the second \(second.format.title); one file that is no cloud-config is possible",
                hint: "merge them: Ignition has ignition.config.merge")
        }
        return others.first.map {
            NativeConfig(
                format: $0.format, document: $0.document, declared: $0.declared,
                files: inputs.provisioning.files)
        }
    }

    /// The rules that may be broken: those of `allow`, or all where `check` is no error.
    private var allowedRules: Set<String> {
        guard let section = recipe.cloudConfig else { return [] }
        return section.check == .error ? Set(section.allowed.map(\.rule.value)) : Set(Rules.all.map(\.id))
    }

    func allows(_ rule: String?) -> Bool {
        guard let rule else { return false }
        return recipe.cloudConfig?.allowed.contains { $0.rule.value == rule } ?? false
    }

    mutating func report(_ finding: CheckFinding) { report(finding.diagnostic) }

    /// Adds what was found as `[cloud-config] check` and `allow` say.
    mutating func report(_ item: Diagnostic) {
        guard item.rule != nil, let section = recipe.cloudConfig else { return diagnostics.append(item) }
        if allows(item.rule) || section.check == .off { return }
        var item = item
        if section.check == .warn { item.severity = .warning }
        diagnostics.append(item)
    }

    /// A rule that nobody knows would silently allow nothing.
    private mutating func checkAllowances() {
        let known = Rules.all.map(\.id)
        for allowance in recipe.cloudConfig?.allowed ?? [] where !known.contains(allowance.rule.value) {
            let nearest = Spelling.nearest(allowance.rule.value, among: known)
            diagnostics.error(
                at: allowance.rule.position, "there is no rule \"\(allowance.rule.value)\"",
                hint: nearest.map { "did you mean \"\($0)\"?" } ?? "kimage explain lists all")
        }
    }
}
