import Dialects
import Ignition
import Provisioning
import Recipes

extension ContainerLinux {
    private var ignition: IgnitionFamily {
        IgnitionFamily(
            specs: .containerLinux, written: IgnitionVersion(2, 3),
            configPath: ContainerLinuxFamily.configPath,
            system: title, variant: nil)
    }

    package func dialect(for format: ConfigFormat, version: String) throws(Diagnostic) -> any Dialect {
        format == .cloudConfig ? CoreOSCloudInitDialect() : try ignition.dialect(for: format)
    }

    package func userDataDialect(
        for format: ConfigFormat, version: String
    ) throws(Diagnostic) -> any Dialect {
        format == .script || format == .cloudConfig
            ? CoreOSCloudInitDialect() : try ignition.userDataDialect(for: format)
    }

    /// A cloud-config of a recipe becomes Ignition.
    package func recipeDialect(
        for format: ConfigFormat, version: String
    ) throws(Diagnostic) -> (any Dialect)? {
        format == .cloudConfig ? nil : try dialect(for: format, version: version)
    }

    package func provision(_ request: ProvisionRequest) throws(Diagnostics) -> Provisioned {
        try ignition.provision(request)
    }
}
