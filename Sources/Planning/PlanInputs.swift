import Clusters
import Provisioning

/// What planning needs of the machine, read beforehand.
package struct PlanInputs: Sendable {
    /// The files that `[cloud-config]` names.
    package var provisioning: ProvisioningInputs
    /// The secrets that `[registry]` and `[cluster]` refer to.
    package var secrets: SecretStore
    /// The base folder of `--base`.
    package var base: BaseDescription?
    /// Turns a path of the recipe into one that the machine finds: the recipe's folder, absolute.
    package var recipeDirectory: String

    package init(
        provisioning: ProvisioningInputs, secrets: SecretStore = SecretStore(), base: BaseDescription?,
        recipeDirectory: String
    ) {
        self.provisioning = provisioning
        self.secrets = secrets
        self.base = base
        self.recipeDirectory = recipeDirectory
    }
}
