import Provisioning
import Recipes

/// What embedding a configuration puts into an image.
package struct Provisioned: Sendable, Equatable {
    /// Where the layout's configuration goes.
    package var items: [ProvisionedItem]
    /// Words for the kernel's command line.
    package var commandLine: [String]
    package var warnings: [Diagnostic]
    /// What the base must hold for the configuration to be read.
    package var requirements: [BaseRequirement]

    package init(
        _ items: [ProvisionedItem] = [], commandLine: [String] = [], warnings: [Diagnostic] = [],
        requirements: [BaseRequirement] = []
    ) {
        self.items = items
        self.commandLine = commandLine
        self.warnings = warnings
        self.requirements = requirements
    }
}
