import Initramfs
import Recipes

/// The layout of a base that is a root tree and a kernel: stage one with a busybox, and the tree where the recipe wants
/// it.
enum RootTreeLayout {
    static func layout(
        _ base: BaseFacts, title: String, userSpaceKiB: Int, notes: [String] = [],
        refusedArguments: [RefusedArgument] = []
    ) throws(Diagnostic) -> DistributionLayout {
        let root = base.root ?? PlannedRoot(type: .ram, format: .archive)
        if root.format == .cpio { return initramfsRoot(root, userSpaceKiB, refusedArguments) }
        guard !base.parts.isDisjoint(with: [.initrd, .busybox]) else {
            throw Diagnostic(
                at: nil,
                "stage one needs a busybox, and the base has neither one nor an initrd that holds it",
                hint: "put a static busybox into the base folder as \"busybox\", or name it in [base.busybox]"
            )
        }
        let hasInitrd = base.parts.contains(.initrd)
        // Where the root archive does not fit into the RAM, stage one must have arrived before it to say so.
        let leading =
            (hasInitrd ? [] : [StageOne.busyboxSegment()]) + [StageOne.programSegment()]
            + (root.format == .archive ? [StageOne.rootSegment()] : [])
        return DistributionLayout(
            initrdParts: hasInitrd ? [.initrd] : [], leading: leading,
            placement: .root(prefix: StageOne.filesPrefix), rootIsTree: true,
            requirements: hasInitrd
                ? [
                    BaseRequirement(
                        .initrd, anyOf: ["/bin/busybox"],
                        "the base's initrd has no /bin/busybox, which stage one runs on",
                        hint: "leave the initrd out and give a static busybox instead")
                ] : [],
            trailing: [StageOne.sealSegment()], refusedArguments: refusedArguments,
            memory: StageOne.memory(root, userSpaceKiB: userSpaceKiB),
            notes: (root.format == .archive ? notes : []) + RootNotes.notes(root))
    }

    /// The tree is the initramfs: no stage one, no second root.
    private static func initramfsRoot(
        _ root: PlannedRoot, _ userSpaceKiB: Int, _ refusedArguments: [RefusedArgument]
    ) -> DistributionLayout {
        DistributionLayout(
            initrdParts: [], leading: [InitramfsRoot.segment()], placement: .initrd, rootIsTree: true,
            trailing: [StageOne.sealSegment()], refusedArguments: refusedArguments,
            memory: MemoryTraits(userSpaceKiB: userSpaceKiB), notes: RootNotes.notes(root))
    }
}
