import Clusters
import Initramfs
import Provisioning
import Recipes

/// Debian in RAM: a root tree made by mmdebstrap and Debian's kernel; our stage one unpacks the tree to a tmpfs.
package struct Debian: Distribution {
    package let os = "debian"
    package let title = "Debian"
    package let defaultVersion: String? = "12"

    package let isRootTree = true

    package init() {}

    package func check(version: Located<String>, architecture: Architecture) -> Diagnostics { Diagnostics() }

    /// There is no such file upstream; scripts/base-debian makes it from the archive's packages.
    package func artifacts(version: String, architecture: Architecture) -> [PlannedArtifact] {
        [PlannedArtifact(role: .busybox, source: "apt:busybox-static", member: "bin/busybox")]
    }

    package func compressions(version: String) -> [Compression] {
        // Debian's kernels have every RD_ option.
        [.zstd, .gzip, .xz, .lz4, .none]
    }

    package func layout(_ base: BaseFacts) throws(Diagnostic) -> DistributionLayout {
        guard base.parts.isSuperset(of: [.kernel, .root]) else {
            throw Diagnostic(
                at: nil,
                "Debian publishes no root tree for diskless nodes; a kernel and a root must be at hand",
                hint:
                    "scripts/base-debian DIR makes both from Debian's packages; take the folder with --base DIR"
            )
        }
        return try RootTreeLayout.layout(
            base, title: title, userSpaceKiB: 32_500,
            notes: ["The root is a tmpfs that stage one fills; containers can be started in it."])
    }

    package func traits(version: String) -> NodeTraits {
        var traits = NodeTraits(title: "\(title) \(version)", initSystem: .systemd, runtimes: [.docker])
        traits.cgroupVersion = 2
        return traits
    }
}
