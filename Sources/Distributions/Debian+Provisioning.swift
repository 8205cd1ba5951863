import Provisioning
import Recipes

extension Debian {
    package func dialect(for format: ConfigFormat, version: String) throws(Diagnostic) -> any Dialect {
        try CloudInitSeed.dialect(for: format, system: title)
    }

    package func provision(_ request: ProvisionRequest) throws(Diagnostics) -> Provisioned {
        var provisioned = try CloudInitSeed.provision(request)
        if !provisioned.items.isEmpty {
            provisioned.requirements = [
                BaseRequirement(
                    .root, anyOf: ["/usr/bin/cloud-init"],
                    "the base's root has no cloud-init, so nothing would read the configuration",
                    hint: "make a base with scripts/base-debian --cloud-init DIR"
                )
            ]
        }
        return provisioned
    }
}
