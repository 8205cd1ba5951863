import Clusters
import Initramfs
import Provisioning
import Recipes

/// Any other system: a kernel with an initrd that is somebody else's, or with a root tree that our stage one unpacks.
package struct Custom: Distribution {
    package let os = "custom"
    package let title = "custom system"
    package let defaultVersion: String? = "0"

    package let isRootTree = true

    package init() {}

    package func check(version: Located<String>, architecture: Architecture) -> Diagnostics { Diagnostics() }

    package func artifacts(version: String, architecture: Architecture) -> [PlannedArtifact] { [] }

    package func compressions(version: String) -> [Compression] {
        // gzip is the one that every kernel has had; what this kernel has is not known.
        [.gzip, .zstd, .xz, .lz4, .none]
    }

    package func layout(_ base: BaseFacts) throws(Diagnostic) -> DistributionLayout {
        guard base.parts.contains(.kernel), !base.parts.isDisjoint(with: [.initrd, .root]) else {
            throw Diagnostic(
                at: nil, "a custom base needs a kernel, and an initrd or a root tree",
                hint:
                    "name them in [base.kernel] and [base.initrd] or [base.root], or take a folder with --base"
            )
        }
        if base.parts.contains(.root) {
            return try RootTreeLayout.layout(base, title: title, userSpaceKiB: 30_000, notes: [])
        }
        if let root = base.root, !root.isPlain {
            throw Diagnostic(
                at: root.position,
                "a root of type \"\(root.type.rawValue)\" takes a base with a root tree; this one has an initrd alone",
                hint: "name an archive of the tree in [base.root]")
        }
        return DistributionLayout(
            placement: .initrd, memory: MemoryTraits(),
            notes: [
                "Files land in the initramfs; whether they are still there after the system has started is its own matter."
            ])
    }

    package func traits(version: String) -> NodeTraits {
        NodeTraits(title: title, initSystem: .systemd, runtimes: [.docker])
    }
}
