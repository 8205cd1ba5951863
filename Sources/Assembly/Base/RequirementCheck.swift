internal import Distributions
internal import Initramfs
internal import Planning
internal import Recipes

/// Whether a base holds what an image needs of it.
enum RequirementCheck {
    /// What the base's initramfs must hold, before anything is made.
    ///
    /// - Throws: `Diagnostics`, every requirement that is not met.
    static func check(_ requirements: [BaseRequirement], _ index: BaseIndex) throws {
        try check(requirements.filter { $0.tree == .initrd }, in: LayeredTree(base: index.initrd.paths))
    }

    /// What the running system must hold: in the base's root, or in what the image lays over it.
    ///
    /// - Throws: `Diagnostics`, every requirement that is not met.
    static func check(_ plan: Plan, _ index: BaseIndex, laidOver drafts: [SegmentDraft]) throws {
        let requirements = plan.requirements.filter { $0.tree == .root }
        guard !requirements.isEmpty else { return }
        var tree = LayeredTree(base: index.root.paths)
        let prefixes = ReadOnlyCheck.prefixes(plan)
        // Without one the initramfs itself is the root.
        for prefix in try (prefixes.isEmpty ? [""] : prefixes).map({ try EntryName($0) }) {
            for entry in drafts.flatMap(\.entries) where entry.name.isWithin(prefix) {
                tree.set(try EntryName(entry.name.bytes.dropFirst(prefix.bytes.count)), entry.metadata)
            }
        }
        try check(requirements, in: tree)
    }

    private static func check(_ requirements: [BaseRequirement], in tree: LayeredTree) throws {
        var diagnostics = Diagnostics()
        for requirement in requirements {
            let isMet = requirement.paths.contains { path in
                guard let name = try? EntryName(path), let place = tree.resolve(name) else { return false }
                return tree.node(place) != nil
            }
            if !isMet { diagnostics.error(at: nil, requirement.message, hint: requirement.hint) }
        }
        if diagnostics.hasErrors { throw diagnostics }
    }
}
