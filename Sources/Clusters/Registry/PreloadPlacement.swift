import Recipes

/// Where an archive of a container image goes in a node's tree.
package struct PreloadPlacement: Sendable, Equatable {
    package var item: PreloadItem
    /// Absolute.
    package var path: String

    package init(item: PreloadItem, path: String) {
        self.item = item
        self.path = path
    }
}
