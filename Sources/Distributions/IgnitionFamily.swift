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

    /// The reader of a configuration that is written for the system itself.
    func dialect(for format: ConfigFormat) throws(Diagnostic) -> any Dialect {
        switch format {
        case .ignition: IgnitionDialect(specs: specs)
        case .butane: ButaneDialect()
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

    /// One Ignition configuration of everything.
    func provision(_ request: ProvisionRequest) throws(Diagnostics) -> Provisioned {
        let own = try native(request.native)
        let asked = request.base.ignition.flatMap { IgnitionVersion($0) } ?? written
        let isEmpty = request.config.pairs.isEmpty && request.additions.isEmpty
        if own == nil, isEmpty { return Provisioned() }
        let version = own.flatMap(Self.version) ?? asked
        guard version.major == asked.major else {
            throw Diagnostics([
                Diagnostic(
                    at: request.native?.declared,
                    "the configuration is Ignition \(version), and \(system) reads Ignition \(asked.major)",
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
