import Recipes

/// Where an archive of a container image goes in a node's tree.
package struct PreloadPlacement: Sendable, Equatable {
    package var item: PreloadItem
    /// Absolute.
    package var path: String
    package var loading: ImageLoading

    package init(item: PreloadItem, path: String, loading: ImageLoading) {
        self.item = item
        self.path = path
        self.loading = loading
    }
}
