import Clusters
import Initramfs
import Provisioning
import Recipes

/// CoreOS Container Linux, whose last release is of 2020.
package struct ContainerLinux: Distribution {
    package let os = "coreos"
    package let title = "CoreOS Container Linux"
    package let defaultVersion: String? = "2512.3.0"

    static let family = ContainerLinuxFamily(
        name: "coreos", title: "CoreOS Container Linux", documentedMinimumMiB: 2048,
        documentedSource: "Container Linux documentation, booting with PXE")

    /// "CoreOS Buildbot (Offical Builds)".
    private static let fingerprint = "04127D0BFABEC8871FFB2CCE50E0885593D2DCB4"

    package init() {}

    package func check(version: Located<String>, architecture: Architecture) -> Diagnostics {
        var diagnostics = Diagnostics()
        VersionNumbers.require(3...3, of: version, example: "2512.3.0", &diagnostics)
        if architecture != .x86_64 {
            diagnostics.error(at: version.position, "Container Linux was published for x86_64 only")
        }
        return diagnostics
    }

    package func artifacts(version: String, architecture: Architecture) -> [PlannedArtifact] {
        let numbers = VersionNumbers.parse(version) ?? []
        let channel = numbers.count == 3 ? ([0: "alpha", 1: "beta"][numbers[1]] ?? "stable") : "stable"
        return Self.family.artifacts(
            folder: "https://\(channel).release.core-os.net/amd64-usr/\(version)"
        ) { url in
            PlannedSignature(
                url: url, fingerprints: [Self.fingerprint],
                // coreos/init, bin/coreos-install. Its subkeys have expired since the last release.
                keys: .bytes(PackageResources.coreos_signing_key_asc, name: "the key of CoreOS Buildbot"),
                allowsExpiredKey: true)
        }
    }

    package func compressions(version: String) -> [Compression] { [.gzip, .none] }

    package func layout(_ base: BaseFacts) throws(Diagnostic) -> DistributionLayout {
        try Self.family.layout(base)
    }

    package func root(_ type: RootType) -> RootSupport { Self.family.root(type) }

    package func traits(version: String) -> NodeTraits {
        var traits = NodeTraits(
            title: "\(title) \(version)", initSystem: .systemd, runtimes: [.docker, .containerd])
        traits.isUsrReadOnly = true
        traits.cgroupVersion = 1
        traits.loginUser = "core"
        return traits
    }
}
