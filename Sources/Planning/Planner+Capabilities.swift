import Distributions
import Recipes

/// File capabilities where nothing can set them.
extension Planner {
    /// What the recipe asks for must not be lost without a word. Where its files are laid over a second root, they are
    /// set there; in the initramfs itself nobody does.
    mutating func checkCapabilities(_ layout: DistributionLayout) {
        guard case .initrd = layout.placement, !layout.rootIsTree else { return }
        refuseCapabilities(
            "the files of \(distribution.title) lie in the initramfs, whose archive format has no room for them",
            hint:
                "let the running system set them: runcmd = [\"setcap …\"] in [cloud-config], where it has setcap"
        )
    }

    /// - Parameters:
    ///   - reason: why they would be lost.
    ///   - hint: what to do instead.
    mutating func refuseCapabilities(_ reason: String, hint: String) {
        let files = recipe.files.compactMap { file in file.capabilities.map { (file.path.value, $0.position) }
        }
        let overlays = recipe.overlays.flatMap(\.capabilities).map { ("/" + $0.value.path, $0.position) }
        for (path, position) in files + overlays {
            diagnostics.error(
                at: position, "the capabilities of \"\(path)\" would be lost: \(reason)", hint: hint)
        }
    }
}
