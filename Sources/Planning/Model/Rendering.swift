import Distributions
import Recipes

/// What a recipe's configuration becomes on a system, before anything is fetched or assembled.
package struct Rendering: Sendable, Equatable {
    package var os: String
    package var title: String
    package var version: String
    /// Where the items go: `/` of the initramfs, or the folder of what is laid over the root.
    package var folder: String
    package var items: [PlannedItem]
    /// The whole kernel command line.
    package var commandLine: [String]
    package var servers: [PlannedServerFile]
}
