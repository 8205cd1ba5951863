import Provisioning
import Recipes

extension Custom {
    package func dialect(for format: ConfigFormat, version: String) throws(Diagnostic) -> any Dialect {
        try CloudInitSeed.dialect(for: format, system: title)
    }

    package func provision(_ request: ProvisionRequest) throws(Diagnostics) -> Provisioned {
        try CloudInitSeed.provision(request)
    }
}
