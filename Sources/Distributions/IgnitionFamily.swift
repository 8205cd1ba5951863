import Butane
import Ignition
import Provisioning
import Recipes

/// What the systems that are configured by Ignition share.
struct IgnitionFamily {
    /// What the system's Ignition reads.
    let specs: IgnitionSpecs
    /// The version of the language that kimage writes for it.
    let written: IgnitionVersion
    /// Where the system looks for the configuration.
    let configPath: String
    let system: String
    /// The variant of Butane that is the system's own; nil: any.
    let variant: String?

    /// The reader of a configuration that is written for the system itself.
    func dialect(for format: ConfigFormat) throws(Diagnostic) -> any Dialect {
        switch format {
        case .ignition: IgnitionDialect(specs: specs)
        case .butane: SystemButane(variant: variant, system: system)
        case .containerLinux where specs.second != nil: ContainerLinuxConfigDialect()
        case .containerLinux:
            throw Diagnostic(
                at: nil, "\(system) reads Ignition 3, and a Container Linux Config becomes Ignition 2",
                hint: "write it in Butane: variant and version are its first keys")
        case .script:
            throw Diagnostic(
                at: nil, "\(system) runs no script from its configuration",
                hint: "write a cloud-config with runcmd, or a unit")
        case .cloudConfig: CloudConfigTranslation(specs: specs)
        }
    }

    /// The reader of what a datasource fetches: nothing makes Ignition of it there.
    func userDataDialect(for format: ConfigFormat) throws(Diagnostic) -> any Dialect {
        format == .ignition ? IgnitionDialect(specs: specs) : IgnitionUserData(specs: specs, format: format)
    }

    /// One Ignition configuration of everything.
    func provision(_ request: ProvisionRequest) throws(Diagnostics) -> Provisioned {
        let own = try native(request.native)
        let asked = request.base.ignition.flatMap { IgnitionVersion($0) } ?? written
        let isEmpty = request.config.pairs.isEmpty && request.additions.isEmpty
        if own == nil, isEmpty { return Provisioned() }
        let version = own.flatMap(Self.version) ?? asked
        // A stand-in's reader decides for itself; what a system reads of older languages stays as it is.
        let isRead =
            request.base.ignition == nil
            ? specs.reads(version) : version.major == asked.major && version <= asked
        guard isRead else {
            throw Diagnostics([
                Diagnostic(
                    at: request.native?.declared,
                    "the configuration is Ignition \(version), and \(readerDescribed(request.base, asked))",
                    hint: asked.major == 2 ? "write a Container Linux Config" : "write it in Butane")
            ])
        }
        let rendering =
            if let own {
                try IgnitionMerge.merge(own, request.config, request.additions, allowing: request.allowed)
            } else {
                try IgnitionRenderer.render(
                    request.config, request.additions, version: version, allowing: request.allowed)
            }
        let bytes = rendering.json
        return Provisioned(
            // coreos-installer writes it so, too: it may hold a password.
            [ProvisionedItem(path: configPath, content: .file(bytes, mode: 0o600, owner: .root))],
            warnings: rendering.findings.map(\.diagnostic))
    }

    private func readerDescribed(_ base: BaseFacts, _ asked: IgnitionVersion) -> String {
        base.ignition == nil
            ? "\(system) reads \(specs.described)" : "the base's Ignition reads \(asked) at most"
    }

    /// The user's own configuration as Ignition.
    private func native(_ native: NativeConfig?) throws(Diagnostics) -> JSONNode? {
        guard let native else { return nil }
        switch native.format {
        case .butane:
            return try ButaneConfig.ignition(
                of: native.document,
                files: native.files.mapValues { ButaneFile.file($0, isExecutable: false) })
        case .containerLinux:
            return try ContainerLinuxConfig.ignition(of: native.document)
        case .ignition:
            do {
                return try JSONReader.read(native.document.bytes, file: native.document.file)
            } catch {
                throw Diagnostics([error])
            }
        case .cloudConfig, .script: return nil
        }
    }

    private static func version(_ config: JSONNode) -> IgnitionVersion? {
        config["ignition"]?["version"]?.text.flatMap { IgnitionVersion($0) }
    }
}
