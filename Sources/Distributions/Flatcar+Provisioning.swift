import Dialects
import Ignition
import Provisioning
import Recipes

extension Flatcar {
    private func family(_ version: String) -> IgnitionFamily {
        // Release notes of 3185.0.0: the first release that reads spec 3 (IgnitionSpecs.flatcar).
        let readsThird = version.isEmpty || VersionNumbers.isAtLeast(version, [3185])
        return IgnitionFamily(
            specs: .flatcar(release: VersionNumbers.parse(version)?.first ?? 4230),
            written: readsThird ? IgnitionVersion(3, 3) : IgnitionVersion(2, 3),
            configPath: ContainerLinuxFamily.configPath, system: title, variant: "flatcar")
    }

    package func dialect(for format: ConfigFormat, version: String) throws(Diagnostic) -> any Dialect {
        try family(version).dialect(for: format)
    }

    /// Flatcar's Ignition leaves cloud-configs, scripts and messages to coreos-cloudinit.
    package func userDataDialect(
        for format: ConfigFormat, version: String
    ) throws(Diagnostic) -> any Dialect {
        switch format {
        case .cloudConfig, .script: FlatcarUserData(release: VersionNumbers.parse(version)?.first ?? 4230)
        case .ignition, .butane, .containerLinux: try family(version).userDataDialect(for: format)
        }
    }

    /// That of a recipe becomes Ignition.
    package func recipeDialect(
        for format: ConfigFormat, version: String
    ) throws(Diagnostic) -> (any Dialect)? {
        format == .cloudConfig ? nil : try dialect(for: format, version: version)
    }

    package func provision(_ request: ProvisionRequest) throws(Diagnostics) -> Provisioned {
        try family(request.base.version).provision(request)
    }
}
