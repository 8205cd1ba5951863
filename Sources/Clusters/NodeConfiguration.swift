import Provisioning
import Recipes

/// What a recipe's `[registry]` and `[cluster]` ask of a node and of the machines around it.
package struct NodeConfiguration: Sendable {
    /// For every renderer.
    package private(set) var additions = NodeAdditions()
    /// Archives of container images, and where they go.
    package private(set) var placements: [PreloadPlacement] = []
    /// Below `servers/` of the image's folder: mirrors of registries, inventories, cluster files.
    package private(set) var serverFiles: [ServerFile] = []
    /// Programs that the root must hold: absolute paths, or names where any folder of PATH will do.
    package private(set) var programs: [String] = []
    /// Whether `additions` hold a token or a password: then whatever they are rendered into is for root alone, and only
    /// `SecretStore.redact` makes it fit to be shown.
    package private(set) var holdsSecrets = false
    /// Folders that must outlive a reboot for the cluster's sake.
    package private(set) var statePaths: [String] = []

    /// Makes everything; what is wrong goes to `diagnostics`.
    package static func make(
        _ inputs: NodeConfigurationInputs, diagnostics: inout Diagnostics
    ) -> NodeConfiguration {
        var result = NodeConfiguration()
        guard inputs.registry != nil || inputs.cluster != nil else {
            // Flags that the system itself gives dockerd are in the way of the user's files also then.
            result.check(RegistryConfiguration(), inputs.traits, inputs.config, &diagnostics)
            return result
        }
        var traits = inputs.traits
        if inputs.cluster?.method.value == .k3s {
            traits.runtimes = [.k3s] + traits.runtimes.filter { $0 != .k3s }
        }
        let registry =
            inputs.registry.map {
                RegistryConfiguration(
                    $0, traits: traits, files: inputs.files, secrets: inputs.secrets,
                    diagnostics: &diagnostics)
            } ?? RegistryConfiguration()
        var usesSystemdCgroups = false
        var joined = NodeAdditions()
        if let cluster = inputs.cluster {
            var builder = JoinBuilder(
                cluster, traits: traits, config: inputs.config, registry: registry, ram: inputs.ram,
                secrets: inputs.secrets)
            builder.build()
            diagnostics.append(contentsOf: builder.diagnostics)
            joined = builder.result.additions
            usesSystemdCgroups = builder.result.usesSystemdCgroups
            result.serverFiles += builder.result.serverFiles
            result.programs = builder.result.programs
            result.statePaths = builder.result.statePaths
        }
        var told = registry
        if inputs.cluster?.method.value == .kubespray {
            // kubespray gives dockerd its mirrors as flags (roles/container-engine/docker/templates), and with the same in
            // daemon.json it does not start.
            told.mirrors.removeAll()
            told.insecure.removeAll()
        }
        result.addRuntimes(told, traits, inputs.config, usesSystemdCgroups, &diagnostics)
        if let section = inputs.registry {
            let preload = ImagePreload.plan(section.preload, traits: traits, diagnostics: &diagnostics)
            result.placements = preload.placements
            result.additions.append(preload.additions)
            result.serverFiles += RegistryServer.files(for: section).map {
                ServerFile("registry/\($0.path)", $0.text, mode: $0.mode)
            }
        }
        result.additions.append(joined)
        result.additions.units = Self.merged(result.additions.units)
        let texts = result.additions.files.map { String(decoding: $0.contents, as: UTF8.self) }
        let all = texts + [YAMLEmitter.emit(result.additions.cloudConfig.node)]
        result.holdsSecrets = all.contains { inputs.secrets.redact($0) != $0 }
        result.check(registry, traits, inputs.config, &diagnostics)
        return result
    }

    /// What is made must not stand against what the user's configuration says.
    private func check(
        _ registry: RegistryConfiguration, _ traits: NodeTraits, _ config: CloudConfig,
        _ diagnostics: inout Diagnostics
    ) {
        var conflicts = RegistryConflicts(registry, traits: traits, config: config)
        conflicts.check(made: additions.files)
        conflicts.checkFlags(made: additions.files)
        for finding in conflicts.findings { diagnostics.append(finding.diagnostic) }
        let services = additions.cloudConfig["rancher"]?["services"]?.pairs ?? []
        let theirs = config["rancher"]?["services"]?.pairs ?? []
        for pair in theirs where services.contains(where: { $0.key == pair.key }) {
            let finding = CheckFinding(
                ClusterRules.serviceTwice, at: pair.keyPosition,
                "rancher.services.\(pair.key) is made from [cluster] as well")
            diagnostics.append(finding.diagnostic)
        }
    }

    private mutating func addRuntimes(
        _ registry: RegistryConfiguration, _ traits: NodeTraits, _ config: CloudConfig,
        _ usesSystemdCgroups: Bool, _ diagnostics: inout Diagnostics
    ) {
        if traits.runtimes.contains(where: \.isDocker) {
            additions.append(
                DockerFiles.additions(registry, traits: traits, usesSystemdCgroups: usesSystemdCgroups))
        }
        if traits.initSystem == .rancheros {
            additions.append(
                RancherOSKeys.additions(registry, traits: traits, config: config, diagnostics: &diagnostics))
        }
        if traits.has(.containerd) {
            additions.append(
                ContainerdFiles.additions(registry, traits: traits, usesSystemdCgroups: usesSystemdCgroups))
        }
        if traits.has(.podman) || traits.has(.crio) {
            additions.append(PodmanFiles.additions(registry, traits: traits))
        }
        if traits.has(.k3s) { additions.append(K3sFiles.additions(registry)) }
    }

    /// Units of one name become one: what enables it, its text and every drop-in.
    private static func merged(_ units: [NodeUnit]) -> [NodeUnit] {
        var result: [NodeUnit] = []
        for unit in units {
            guard let index = result.firstIndex(where: { $0.name == unit.name }) else {
                result.append(unit)
                continue
            }
            result[index].contents = result[index].contents ?? unit.contents
            result[index].isEnabled = result[index].isEnabled || unit.isEnabled
            result[index].dropIns += unit.dropIns.filter { !result[index].dropIns.contains($0) }
        }
        return result
    }
}
