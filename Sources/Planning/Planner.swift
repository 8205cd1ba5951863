import Distributions
import Initramfs
import Provisioning
import Recipes

/// Makes a plan of a recipe: asks the distribution, checks what they say together, and writes nothing.
package struct Planner {
    let recipe: Recipe
    let distribution: any Distribution
    let inputs: PlanInputs
    var diagnostics = Diagnostics()

    init(recipe: Recipe, distribution: any Distribution, inputs: PlanInputs) {
        self.recipe = recipe
        self.distribution = distribution
        self.inputs = inputs
    }

    /// The plan and the warnings on the way; throws everything found wrong.
    package static func plan(
        _ recipe: Recipe, inputs: PlanInputs
    ) throws(Diagnostics) -> (plan: Plan, warnings: [Diagnostic]) {
        guard let distribution = Systems.named(recipe.base.os.value) else {
            let os = recipe.base.os
            throw Diagnostics([Diagnostic(at: os.position, "there is no system \"\(os.value)\"")])
        }
        var planner = Planner(recipe: recipe, distribution: distribution, inputs: inputs)
        let plan = planner.make()
        guard let plan, !planner.diagnostics.hasErrors else { throw planner.diagnostics }
        return (plan, planner.diagnostics.sorted)
    }

    private mutating func make() -> Plan? {
        // A folder of the same system says its version itself.
        let folder = inputs.base.flatMap { $0.os == distribution.os ? $0.version : nil }
        let version =
            recipe.base.version
            ?? Located(folder ?? distribution.defaultVersion ?? "", at: recipe.base.os.position)
        if version.value.isEmpty {
            diagnostics.error(
                at: recipe.base.os.position, "\(distribution.title) needs a version", hint: "version = \"…\"")
            return nil
        }
        diagnostics.append(
            contentsOf: distribution.check(version: version, architecture: recipe.architecture))
        let base = plannedBase(version: version)
        // A folder of something else says nothing about this system.
        if let folder = inputs.base, folder.os != distribution.os { return nil }
        let compression = compression(version: base.version)
        var root = plannedRoot(version: base.version)
        root?.compression = compression
        root?.level = recipe.initrd.level?.value
        let facts = BaseFacts(
            version: base.version, parts: Set(base.artifacts.map(\.role)), isStandIn: base.isStandIn,
            ignition: inputs.base?.ignition, alpine: recipe.alpine, root: root)
        checkOwnTables(facts)
        let layout = layout(facts)
        let configured = configured(facts)
        guard let layout else { return nil }
        checkPlacement(layout)
        checkCapabilities(layout)
        let packed = packed(facts, configured, compression)
        let segments = segments(layout, compression, configured, packed)
        var plan = Plan(
            name: recipe.name, description: recipe.description, architecture: recipe.architecture, base: base,
            initrdParts: layout.initrdParts, rootIsTree: layout.rootIsTree, segments: segments,
            readOnly: layout.readOnly, requirements: layout.requirements + configured.requirements,
            commandLine: commandLine(layout, configured.provisioned, packed, version: base.version),
            menus: menus(base),
            budget: PlannedBudget(
                download: recipe.budget.download?.value, unpacked: recipe.budget.unpacked?.value,
                ram: recipe.budget.ram?.value),
            memory: memory(layout, packed),
            notes: layout.notes + (packed?.notes ?? []),
            holdsSecrets: configured.holdsSecrets,
            servers: configured.servers + Self.servers(packed, isSecret: configured.holdsSecrets))
        plan.twins = layout.twins
        plan.root = root ?? defaultRoot(layout)
        plan.servedParts = layout.servedParts
        addServers(to: &plan)
        plan.images = configured.images
        plan.rootIsLive = layout.rootIsLive
        return plan
    }

    /// What upstream documents holds for upstream's parts only.
    private func memory(_ layout: DistributionLayout, _ packed: Packed?) -> MemoryTraits {
        var memory = layout.memory
        memory.secondRootBytes = packed?.installedBytes ?? memory.secondRootBytes
        guard inputs.base == nil, !replacedParts.isEmpty else { return memory }
        memory.documentedMinimumMiB = nil
        memory.documentedSource = nil
        return memory
    }

    mutating func layout(_ base: BaseFacts) -> DistributionLayout? {
        do {
            return try distribution.layout(base)
        } catch {
            var placed = error
            placed.position = placed.position ?? recipe.base.os.position
            diagnostics.append(placed)
            return nil
        }
    }

    private mutating func compression(version: String) -> Compression {
        let possible = distribution.compressions(version: version)
        guard let asked = recipe.initrd.compression else { return possible.first ?? .none }
        guard let compression = Compression(rawValue: asked.value), possible.contains(compression) else {
            diagnostics.error(
                at: asked.position,
                "the kernel of \(distribution.title) \(version) does not unpack \(asked.value)",
                hint: "use one of " + possible.map(\.rawValue).joined(separator: ", "))
            return .none
        }
        return compression
    }

    /// Nothing can be laid over a read-only image.
    private mutating func checkPlacement(_ layout: DistributionLayout) {
        let targets =
            recipe.overlays.map(\.target) + recipe.files.map(\.path) + recipe.links.map(\.path)
            + recipe.directories.map(\.path) + recipe.devices.map(\.path)
        for target in targets {
            if let folder = layout.readOnly.first(where: {
                target.value == $0 || target.value.hasPrefix($0 + "/")
            }) {
                diagnostics.error(
                    at: target.position,
                    "\"\(target.value)\" lies in \(folder), which is a read-only image in \(distribution.title)",
                    hint: "put it into /etc or /opt")
            }
        }
    }

    static func planned(_ item: ProvisionedItem) -> PlannedItem {
        let content: PlannedContent =
            switch item.content {
            case .file(let bytes, let mode, let owner): .file(.bytes(bytes), mode: mode, owner: owner)
            case .directory(let mode, let owner): .directory(mode: mode, owner: owner)
            case .symlink(let target): .symlink(target: target)
            }
        return PlannedItem(path: item.path, content: content, origin: item.origin)
    }

    private func segments(
        _ layout: DistributionLayout, _ compression: Compression, _ configured: Configured, _ packed: Packed?
    ) -> [PlannedSegment] {
        var result = layout.leading
        if let packed { return result + packed.segments + layout.trailing }
        func add(_ name: String, _ items: [PlannedItem], _ placement: PlannedPlacement) {
            guard !items.isEmpty else { return }
            result.append(
                PlannedSegment(
                    name: name, compression: compression, level: recipe.initrd.level?.value,
                    placement: placement, items: items))
        }
        for overlay in recipe.overlays {
            let source = path(overlay.source.value)
            let name = source.split(separator: "/").last.map(String.init) ?? "overlay"
            let content = PlannedContent.overlay(
                source: source, owner: overlay.owner, modes: overlay.modes.map(\.value),
                owners: overlay.owners.map(\.value))
            add(
                "overlay-\(name)",
                [
                    PlannedItem(
                        path: overlay.target.value, content: content, origin: overlay.source.position,
                        capabilities: overlay.capabilities.map {
                            PlannedCapability(path: $0.value.path, text: $0.value.text)
                        })
                ],
                layout.placement)
        }
        add("files", RecipeItems.items(recipe, path: path), layout.placement)
        add("images", configured.archives, layout.placement)
        add("configuration", configured.provisioned.items.map(Self.planned), layout.configuration)
        return result + layout.trailing
    }

    mutating func commandLine(
        _ layout: DistributionLayout, _ provisioned: Provisioned, _ packed: Packed?, version: String
    ) -> [String] {
        var others: [Located<String>] = []
        for argument in recipe.kernelArguments {
            guard let refused = layout.refusedArguments.first(where: { argument.value.hasPrefix($0.prefix) })
            else {
                others.append(argument)
                continue
            }
            diagnostics.error(
                at: argument.position, "\"\(argument.value)\" \(refused.reason)", hint: refused.hint)
        }
        for finding in distribution.check(commandLine: others, version: version) { report(finding) }
        return layout.commandLine + (packed?.commandLine ?? []) + provisioned.commandLine
            + recipe.kernelArguments.map(\.value)
    }
}
