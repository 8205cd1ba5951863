import Ignition
import Provisioning
import Recipes

extension FedoraCoreOS {
    private func family(_ version: String) -> IgnitionFamily {
        IgnitionFamily(
            specs: .fedoraCoreOS,
            // Ignition 2.12 with spec 3.3 came with Fedora 35.
            written: VersionNumbers.isAtLeast(version, [35]) ? IgnitionVersion(3, 3) : IgnitionVersion(3, 1),
            configPath: Self.configPath, system: title, variant: "fcos")
    }

    package func dialect(for format: ConfigFormat, version: String) throws(Diagnostic) -> any Dialect {
        try family(version).dialect(for: format)
    }

    package func userDataDialect(
        for format: ConfigFormat, version: String
    ) throws(Diagnostic) -> any Dialect {
        try family(version).userDataDialect(for: format)
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
