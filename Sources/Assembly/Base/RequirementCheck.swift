internal import Distributions
internal import Initramfs
internal import Recipes

/// Whether a base holds what an image needs of it.
enum RequirementCheck {
    /// - Throws: `Diagnostics`, every requirement that is not met.
    static func check(_ requirements: [BaseRequirement], _ index: BaseIndex) throws {
        var diagnostics = Diagnostics()
        for requirement in requirements {
            let tree =
                switch requirement.tree {
                case .initrd: index.initrd.paths
                case .root: index.root.paths
                }
            let layered = LayeredTree(base: tree)
            let isMet = requirement.paths.contains { path in
                guard let name = try? EntryName(path), let place = layered.resolve(name) else { return false }
                return tree.node(place) != nil
            }
            if !isMet { diagnostics.error(at: nil, requirement.message, hint: requirement.hint) }
        }
        if diagnostics.hasErrors { throw diagnostics }
    }
}
