import Ignition
import Provisioning
import Recipes

extension Flatcar {
    private func family(_ version: String) -> IgnitionFamily {
        // Flatcar's documentation of Ignition: 3185.0.0 is the first release that reads spec 3.
        let readsThird = version.isEmpty || VersionNumbers.isAtLeast(version, [3185])
        return IgnitionFamily(
            specs: .flatcar(release: VersionNumbers.parse(version)?.first ?? 4230),
            written: readsThird ? IgnitionVersion(3, 3) : IgnitionVersion(2, 3),
            configPath: ContainerLinuxFamily.configPath, system: title, variant: "flatcar")
    }

    package func dialect(for format: ConfigFormat, version: String) throws(Diagnostic) -> any Dialect {
        let family = family(version)
        return format == .cloudConfig
            ? FlatcarCloudConfig(specs: family.specs) : try family.dialect(for: format)
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
