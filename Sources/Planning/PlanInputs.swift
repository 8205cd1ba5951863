import Provisioning

/// What planning needs of the machine, read beforehand.
package struct PlanInputs: Sendable, Equatable {
    /// The files that `[cloud-config]` names.
    package var provisioning: ProvisioningInputs
    /// The base folder of `--base`.
    package var base: BaseDescription?
    /// Turns a path of the recipe into one that the machine finds: the recipe's folder, absolute.
    package var recipeDirectory: String

    package init(provisioning: ProvisioningInputs, base: BaseDescription?, recipeDirectory: String) {
        self.provisioning = provisioning
        self.base = base
        self.recipeDirectory = recipeDirectory
    }
}
