import Dialects
import Provisioning
import Recipes

extension Alpine {
    package func dialect(for format: ConfigFormat, version: String) throws(Diagnostic) -> any Dialect {
        guard format == .cloudConfig else {
            throw unread(format, hint: "write a cloud-config; kimage carries it out on Alpine")
        }
        return AlpineFiles()
    }

    /// A recipe's is a cloud-config.
    package func recipeDialect(
        for format: ConfigFormat, version: String
    ) throws(Diagnostic) -> (any Dialect)? {
        format == .cloudConfig ? AlpineDialect() : try dialect(for: format, version: version)
    }

    package func provision(_ request: ProvisionRequest) throws(Diagnostics) -> Provisioned {
        Provisioned(try AlpineConfiguration.provision(request.config, additions: request.additions))
    }
}
