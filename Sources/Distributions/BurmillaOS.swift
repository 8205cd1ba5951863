import Clusters
import Initramfs
import Provisioning
import Recipes

/// BurmillaOS, the fork that goes on where RancherOS ended.
package struct BurmillaOS: Distribution {
    package let os = "burmillaos"
    package let title = "BurmillaOS"
    package let defaultVersion: String? = "2.0.2"

    package init() {}

    package func check(version: Located<String>, architecture: Architecture) -> Diagnostics {
        var diagnostics = Diagnostics()
        VersionNumbers.require(3...3, of: version, example: "2.0.2", &diagnostics)
        if architecture != .x86_64 {
            diagnostics.error(
                at: version.position,
                "BurmillaOS is supported for x86_64 only, not for \(architecture.rawValue)")
        }
        return diagnostics
    }

    package func artifacts(version: String, architecture: Architecture) -> [PlannedArtifact] {
        // scripts/release-amd64 of burmilla/os; its checksums cover the ISO images only.
        let folder = "https://github.com/burmilla/os/releases/download/v\(version)"
        return [
            PlannedArtifact(role: .kernel, source: "\(folder)/vmlinuz"),
            PlannedArtifact(role: .initrd, source: "\(folder)/initrd"),
        ]
    }

    package func compressions(version: String) -> [Compression] {
        // 5.10.235-burmilla is configured after rancher/os-kernel, which has no RD_ZSTD.
        [.gzip, .xz, .lz4, .none]
    }

    package func layout(_ base: BaseFacts) throws(Diagnostic) -> DistributionLayout {
        guard base.parts.isSuperset(of: [.kernel, .initrd]) else {
            throw Diagnostic(at: nil, "BurmillaOS needs a kernel and an initrd; the base lacks one of them")
        }
        return RancherOS.layout(memory: MemoryTraits(userSpaceKiB: 4096))
    }

    package func root(_ type: RootType) -> RootSupport { RancherOS.root(type) }

    package func traits(version: String) -> NodeTraits {
        RancherOS.traits(title: "\(title) \(version)")
    }
}
