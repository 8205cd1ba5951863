import Distributions
import Recipes

/// The single files, folders, links and devices of a recipe as items of a segment.
enum RecipeItems {
    /// `path` turns a path of the recipe into one that the machine finds.
    static func items(_ recipe: Recipe, path: (String) -> String) -> [PlannedItem] {
        let directories = recipe.directories.map { item in
            PlannedItem(
                path: item.path.value, content: .directory(mode: item.mode, owner: item.owner),
                origin: item.path.position)
        }
        let files = recipe.files.map { item in
            let bytes: PlannedBytes =
                switch item.source {
                case .contents(let text): .bytes(Array(text.utf8))
                case .file(let source): .path(path(source.value))
                }
            return PlannedItem(
                path: item.path.value, content: .file(bytes, mode: item.mode, owner: item.owner),
                origin: item.path.position,
                capabilities: item.capabilities.map { [PlannedCapability(text: $0.value)] } ?? [])
        }
        let links = recipe.links.map { item in
            PlannedItem(
                path: item.path.value, content: .symlink(target: item.target.value),
                origin: item.path.position)
        }
        let devices = recipe.devices.map { item in
            PlannedItem(
                path: item.path.value,
                content: .device(
                    item.kind, major: item.major, minor: item.minor, mode: item.mode, owner: item.owner),
                origin: item.path.position)
        }
        return directories + files + links + devices
    }
}
