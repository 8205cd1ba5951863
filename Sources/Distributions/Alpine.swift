import Clusters
import Initramfs
import Provisioning
import Recipes

/// Alpine Linux in RAM: its own kernel and initramfs, and a root tree that our stage one unpacks to a tmpfs.
///
/// A root tree in the image needs neither repository nor network. Without one, and with `[alpine]` in the recipe, a node
/// boots in Alpine's own diskless mode: `AlpineNetboot`.
package struct Alpine: Distribution {
    package let os = "alpine"
    package let title = "Alpine Linux"
    package let defaultVersion: String? = "3.23.0"

    package let isRootTree = true

    package init() {}

    package func check(version: Located<String>, architecture: Architecture) -> Diagnostics {
        var diagnostics = Diagnostics()
        let numbers = version.value.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        if !(2...3).contains(numbers.count) || numbers.contains(nil) {
            diagnostics.error(
                at: version.position, "expected a version such as \"3.23.0\", found \"\(version.value)\"")
        }
        return diagnostics
    }

    package func artifacts(version: String, architecture: Architecture) -> [PlannedArtifact] {
        let folder = Self.netbootFolder(version, architecture, scheme: "https")
        return [
            PlannedArtifact(role: .kernel, source: "\(folder)/vmlinuz-virt"),
            PlannedArtifact(role: .initrd, source: "\(folder)/initramfs-virt"),
        ]
    }

    package func compressions(version: String) -> [Compression] {
        // linux-virt has every RD_ option; zstd unpacks 12 times as fast as xz.
        [.zstd, .gzip, .xz, .lz4, .none]
    }

    package func layout(_ base: BaseFacts) throws(Diagnostic) -> DistributionLayout {
        guard base.parts.isSuperset(of: [.kernel, .initrd]) else {
            throw Diagnostic(at: nil, "Alpine needs a kernel and an initrd; the base lacks one of them")
        }
        guard base.parts.contains(.root) else {
            if let root = base.root, !root.isPlain {
                throw Diagnostic(
                    at: root.position,
                    "a root of type \"\(root.type.rawValue)\" takes a base with a root tree; Alpine's netboot files have none",
                    hint: "scripts/base-alpine DIR makes a base with one")
            }
            if base.alpine != nil { return netbootLayout }
            throw Diagnostic(
                at: nil,
                "Alpine's netboot files hold no root tree, and the recipe does not say where packages come from at boot",
                hint:
                    "take a base folder with a root tree by --base (scripts/base-alpine DIR), name one in [base.root], or "
                    + "add [alpine]")
        }
        return try RootTreeLayout.layout(
            base, title: title, userSpaceKiB: 10_000,
            notes: ["Files of the image land in a tmpfs root; containers can be started in it."],
            refusedArguments: [
                RefusedArgument(
                    prefix: "ip=dhcp",
                    reason: "makes the kernel wait 12 seconds for a network card whose driver is a module",
                    hint: base.root?.needsNetwork == true
                        ? "leave it out: stage one asks DHCP anyway, or as kimage.ip=, which only stage one reads"
                        : "configure the network in an overlay (/etc/network/interfaces)")
            ])
    }

    package func refusal(nfsVersion: String) -> String? {
        // Seen with Linux 6.18: /sbin/init of such a root is no program to the kernel ("Exec format error").
        nfsVersion == "4.2"
            ? "Alpine's kernel reads with READ_PLUS (NFS_V4_2_READ_PLUS) and gets programs damaged" : nil
    }

    package func traits(version: String) -> NodeTraits {
        var traits = NodeTraits(title: "\(title) \(version)", initSystem: .openrc, runtimes: [.docker])
        traits.cgroupVersion = 2
        return traits
    }
}
