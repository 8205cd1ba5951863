import Clusters
import Distributions
import Recipes

/// Container images that go into the image.
extension Planner {
    /// One without an archive of the recipe's own is fetched from its registry.
    func image(_ placement: PreloadPlacement) -> PlannedImage {
        let item = placement.item
        return PlannedImage(
            name: item.image.value,
            source: item.archive.map { .archive(path($0.value)) }
                ?? .registry("docker://\(item.image.value)"),
            path: placement.path, loading: placement.loading,
            origin: (item.archive ?? item.image).position)
    }

    /// The archive as an item of the image.
    static func archive(_ image: PlannedImage) -> PlannedItem {
        let bytes: PlannedBytes =
            switch image.source {
            case .archive(let path): .path(path)
            case .registry: .image(image.role)
            }
        return PlannedItem(
            path: image.path, content: .file(bytes, mode: 0o644, owner: .root), origin: image.origin)
    }
}
