import Clusters
import Initramfs
import Provisioning
import Recipes

/// Flatcar Container Linux.
package struct Flatcar: Distribution {
    package let os = "flatcar"
    package let title = "Flatcar Container Linux"
    package let defaultVersion: String? = nil
    package let checkedVersion = "4230.2.4"

    static let family = ContainerLinuxFamily(
        name: "flatcar", title: "Flatcar Container Linux", documentedMinimumMiB: 3072,
        documentedSource: "Flatcar documentation, booting with iPXE")

    /// The primary key "Flatcar Buildbot (Official Builds)"; its signing subkeys change every year.
    private static let fingerprint = "F88CFEDEFF29A5B4D9523864E25D9AED0593B34A"

    package init() {}

    package func check(version: Located<String>, architecture: Architecture) -> Diagnostics {
        var diagnostics = Diagnostics()
        VersionNumbers.require(3...3, of: version, example: "4230.2.4", &diagnostics)
        return diagnostics
    }

    package func artifacts(version: String, architecture: Architecture) -> [PlannedArtifact] {
        let board = architecture == .x86_64 ? "amd64-usr" : "arm64-usr"
        return Self.family.artifacts(
            folder: "https://\(Self.channel(version)).release.flatcar-linux.net/\(board)/\(version)",
            // The PXE kernel is the image's, and only that name is signed (poseidon/matchbox, scripts/get-flatcar).
            kernelSignature: "flatcar_production_image.vmlinuz.sig"
        ) { url in
            PlannedSignature(
                url: url, fingerprints: [Self.fingerprint],
                // flatcar/init, bin/flatcar-install.
                keys: .bytes(PackageResources.flatcar_signing_key_asc, name: "the key of Flatcar Buildbot"))
        }
    }

    /// The second number says the channel: 0 alpha, 1 beta, 2 stable, 3 a long-term one.
    static func channel(_ version: String) -> String {
        guard let numbers = VersionNumbers.parse(version), numbers.count == 3 else { return "stable" }
        return [0: "alpha", 1: "beta", 3: "lts"][numbers[1]] ?? "stable"
    }

    package func compressions(version: String) -> [Compression] {
        // gzip is what the documentation uses for an archive beside the system's own.
        [.gzip, .none]
    }

    package func layout(_ base: BaseFacts) throws(Diagnostic) -> DistributionLayout {
        var layout = try Self.family.layout(base)
        guard let root = base.root, root.type == .iscsi else { return layout }
        // dracut.cmdline(7). No ip=: with one, dracut's parse-iscsiroot leaves the login to its own module "network", which
        // bootengine omits. rd.networkd=1 has dracut's queue wait for systemd-networkd, which asks for an address by
        // itself (bootengine, networkd-dependency-generator, since March 2024).
        let server = root.server ?? ""
        layout.commandLine += [
            "netroot=iscsi:\(server)::\(root.port ?? 3260):\(root.lun ?? 1):\(root.target ?? "")",
            "rd.iscsi.initiator=\(root.initiator ?? "")", "rd.networkd=1", "root=LABEL=ROOT",
        ]
        layout.notes = [
            "/ is the file system labelled ROOT of the iSCSI target, which is the node's own and must be there, writable.",
            "Nothing that kimage writes makes a lost connection to the target again.",
        ]
        return layout
    }

    package func root(_ type: RootType) -> RootSupport {
        guard type == .iscsi else { return Self.family.root(type) }
        return .native(
            "dracut's iscsi module logs in (netroot=iscsi:), / is the file system labelled ROOT there")
    }

    package func traits(version: String) -> NodeTraits {
        var traits = NodeTraits(
            title: "\(title) \(version)", initSystem: .systemd, runtimes: [.docker, .containerd])
        traits.isUsrReadOnly = true
        traits.hasOwnContainerdConfig = true
        // Since 2969.0.0 (flatcar, "Migrating to cgroups v2").
        traits.cgroupVersion = VersionNumbers.isAtLeast(version, [2969]) ? 2 : 1
        traits.loginUser = "core"
        return traits
    }
}
