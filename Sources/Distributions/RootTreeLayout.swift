import Initramfs
import Recipes

/// The layout of a base that is a root tree and a kernel: stage one with a busybox, and the tree.
enum RootTreeLayout {
    static func layout(
        _ base: BaseFacts, title: String, userSpaceKiB: Int, notes: [String]
    ) throws(Diagnostic) -> DistributionLayout {
        guard !base.parts.isDisjoint(with: [.initrd, .busybox]) else {
            throw Diagnostic(
                at: nil,
                "stage one needs a busybox, and the base has neither one nor an initrd that holds it",
                hint: "put a static busybox into the base folder as \"busybox\", or name it in [base.busybox]"
            )
        }
        let hasInitrd = base.parts.contains(.initrd)
        return DistributionLayout(
            initrdParts: hasInitrd ? [.initrd] : [],
            leading: (hasInitrd ? [] : [StageOne.busyboxSegment()]) + [
                StageOne.programSegment(), StageOne.rootSegment(),
            ],
            placement: .root(prefix: StageOne.filesPrefix), rootIsTree: true,
            requirements: hasInitrd
                ? [
                    BaseRequirement(
                        .initrd, anyOf: ["/bin/busybox"],
                        "the base's initrd has no /bin/busybox, which stage one runs on",
                        hint: "leave the initrd out and give a static busybox instead")
                ] : [],
            trailing: [StageOne.sealSegment()],
            memory: StageOne.memory(userSpaceKiB: userSpaceKiB), notes: notes)
    }
}
