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

    private init(recipe: Recipe, distribution: any Distribution, inputs: PlanInputs) {
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
        let version =
            recipe.base.version ?? Located(distribution.defaultVersion ?? "", at: recipe.base.os.position)
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
        let layout = layout(version: base.version, parts: Set(base.artifacts.map(\.role)))
        let compression = compression(version: base.version)
        let configuration = configuration(version: base.version)
        guard let layout else { return nil }
        let segments = segments(layout, compression, configuration)
        return Plan(
            name: recipe.name, description: recipe.description, architecture: recipe.architecture, base: base,
            segments: segments, commandLine: commandLine(layout), menus: menus(base),
            budget: PlannedBudget(
                download: recipe.budget.download?.value, unpacked: recipe.budget.unpacked?.value,
                ram: recipe.budget.ram?.value),
            memory: memory(layout), notes: layout.notes)
    }

    /// What upstream documents holds for upstream's parts only.
    private func memory(_ layout: DistributionLayout) -> MemoryTraits {
        guard inputs.base == nil, !replacedParts.isEmpty else { return layout.memory }
        var memory = layout.memory
        memory.documentedMinimumMiB = nil
        memory.documentedSource = nil
        return memory
    }

    private mutating func layout(version: String, parts: Set<ArtifactRole>) -> DistributionLayout? {
        do {
            return try distribution.layout(version: version, parts: parts)
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

    /// The embedded configuration as items of the root tree.
    private mutating func configuration(version: String) -> [PlannedItem] {
        do {
            let config = try CloudConfigAssembler.assemble(recipe.cloudConfig, inputs: inputs.provisioning)
            let items = try distribution.provision(config, registry: recipe.registry, version: version)
            return items.map(Self.planned)
        } catch {
            diagnostics.append(contentsOf: error)
            return []
        }
    }

    private static func planned(_ item: ProvisionedItem) -> PlannedItem {
        let content: PlannedContent =
            switch item.content {
            case .file(let bytes, let mode, let owner): .file(.bytes(bytes), mode: mode, owner: owner)
            case .directory(let mode, let owner): .directory(mode: mode, owner: owner)
            case .symlink(let target): .symlink(target: target)
            }
        return PlannedItem(path: item.path, content: content, origin: item.origin)
    }

    private func segments(
        _ layout: DistributionLayout, _ compression: Compression, _ configuration: [PlannedItem]
    ) -> [PlannedSegment] {
        var result = layout.leading
        func add(_ name: String, _ items: [PlannedItem]) {
            guard !items.isEmpty else { return }
            result.append(
                PlannedSegment(
                    name: name, compression: compression, level: recipe.initrd.level?.value,
                    placement: layout.placement, items: items))
        }
        for overlay in recipe.overlays {
            let source = path(overlay.source.value)
            let name = source.split(separator: "/").last.map(String.init) ?? "overlay"
            let content = PlannedContent.overlay(
                source: source, owner: overlay.owner, modes: overlay.modes.map(\.value),
                owners: overlay.owners.map(\.value))
            add(
                "overlay-\(name)",
                [PlannedItem(path: overlay.target.value, content: content, origin: overlay.source.position)])
        }
        add("files", RecipeItems.items(recipe, path: path))
        add("configuration", configuration)
        return result + layout.trailing
    }

    private mutating func commandLine(_ layout: DistributionLayout) -> [String] {
        for argument in recipe.kernelArguments {
            if let refused = layout.refusedArguments.first(where: { argument.value.hasPrefix($0.prefix) }) {
                diagnostics.error(
                    at: argument.position, "\"\(argument.value)\" \(refused.reason)", hint: refused.hint)
            }
        }
        return layout.commandLine + recipe.kernelArguments.map(\.value)
    }

    /// PXELINUX is a program for x86 firmware.
    private static func menus(for architecture: Architecture) -> [String] {
        architecture == .x86_64 ? ["ipxe", "pxelinux", "grub"] : ["ipxe", "grub"]
    }

    private func menus(_ base: PlannedBase) -> PlannedMenus {
        let standIn = base.isStandIn ? " (stand-in)" : ""
        return PlannedMenus(
            formats: recipe.boot.menus?.map(\.value) ?? Self.menus(for: recipe.architecture),
            title: "\(base.title) \(base.version)\(standIn): \(recipe.name)",
            url: recipe.boot.url.map { $0.value.hasSuffix("/") ? $0.value : $0.value + "/" },
            timeoutSeconds: recipe.boot.timeoutSeconds)
    }
}
