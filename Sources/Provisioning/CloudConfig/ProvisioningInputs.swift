/// The files that a recipe's `[cloud-config]` names, read beforehand so that planning needs no machine.
package struct ProvisioningInputs: Sendable, Equatable {
    /// Contents by the path that the recipe writes.
    package var files: [String: [UInt8]]

    package init(files: [String: [UInt8]] = [:]) {
        self.files = files
    }
}
