import Clusters
import Initramfs
import Provisioning
import Recipes

/// Fedora Atomic Host as its live PXE image: dracut's `root=live:` and an ostree deployment within the image. Upstream
/// ended it in 2019 and archived it.
package struct Atomic: Distribution {
    package let os = "atomic"
    package let title = "Project Atomic"
    package let defaultVersion: String? = nil
    package let checkedVersion = "29.20191126"

    /// In the initramfs; dracut's dmsquash-live takes a path that ends in .img.
    static let rootPath = "/live-rootfs.squashfs.img"
    /// Beside the initrd, where the node fetches it.
    package let servedRootName = "live-rootfs.squashfs.img"
    /// cloud-init reads it at boot, no data source needed.
    static let seed = "/var/lib/cloud/seed/nocloud"

    package let rootURLArgument: String? = "root=live:"

    package init() {}

    package func check(version: Located<String>, architecture: Architecture) -> Diagnostics {
        var diagnostics = Diagnostics()
        if VersionNumbers.parse(version.value) == nil {
            diagnostics.error(
                at: version.position, "expected a version such as \"29.20191126\", found \"\(version.value)\""
            )
        }
        return diagnostics
    }

    /// Nothing is published any more: the live image was made by livemedia-creator, on one's own machine.
    package func artifacts(version: String, architecture: Architecture) -> [PlannedArtifact] { [] }

    package func compressions(version: String) -> [Compression] { [.xz, .gzip, .none] }

    package func layout(_ base: BaseFacts) throws(Diagnostic) -> DistributionLayout {
        guard base.parts.isSuperset(of: [.kernel, .initrd, .root]) else {
            throw Diagnostic(
                at: nil,
                "Project Atomic is archived upstream and its live images are published nowhere: a kernel, an initramfs and "
                    + "a live root image must be at hand",
                hint:
                    "name them in [base.kernel], [base.initrd] and [base.root], or take a base folder with --base; "
                    + "scripts/base-atomic-standin makes a stand-in")
        }
        let url = base.root?.url
        var layout = DistributionLayout(
            leading: [DracutFiles.sealCheck] + (url == nil ? [Self.rootSegment] : []),
            placement: DracutFiles.placement, readOnly: ["/usr"],
            requirements: [
                BaseRequirement(
                    .initrd,
                    anyOf: [
                        "/usr/lib/dracut/hooks/cmdline/30-parse-dmsquash-live.sh",
                        "/lib/dracut/hooks/cmdline/30-parse-dmsquash-live.sh",
                    ],
                    "the base's initramfs lacks dracut's dmsquash-live module, so root=live: cannot be mounted",
                    hint: "make it with dracut --add \"dmsquash-live livenet\"")
            ],
            trailing: [
                DracutFiles.segment([
                    DracutFiles.hook("pre-mount/10-kimage-overlay.sh", PackageResources.dracut_overlay_sh)
                ]), StageOne.sealSegment(),
            ],
            commandLine: ["root=live:\(url ?? Self.rootPath)", "rd.live.overlay.overlayfs=1"],
            refusedArguments: ["root=", "netroot="].map {
                RefusedArgument(
                    prefix: $0, reason: "is kimage's to write: it says where the live image is",
                    hint: "leave it out, and name the image in [base.root]")
            },
            memory: MemoryTraits(userSpaceKiB: 150_000),
            notes: [
                "Archived upstream; no image is published any more, and none of upstream's was booted with kimage."
            ])
        if url != nil {
            layout.servedParts = [.root: servedRootName]
            // Without them dracut's livenet does not wait for a network (dracut.cmdline(7)).
            layout.commandLine += ["ip=dhcp", "rd.neednet=1"]
            layout.notes.append("The node fetches the live image itself; nobody verifies it there.")
        }
        layout.rootIsLive = true
        return layout
    }

    /// The image within the initrd.
    private static var rootSegment: PlannedSegment {
        PlannedSegment(
            name: "root", compression: .none, placement: .initrd,
            items: [
                PlannedItem(
                    path: rootPath, content: .file(.artifact(.root), mode: 0o600, owner: .root))
            ])
    }

    package func root(_ type: RootType) -> RootSupport {
        switch type {
        case .ram: .native("dracut's root=live: takes the image in the initrd")
        case .http: .native("dracut's livenet fetches the image (root=live:http://)")
        case .nfs, .nbd, .iscsi:
            .refused(
                reason:
                    "the live image is mounted by dracut's dmsquash-live, from a file, a disk or an address",
                source: "dracut, modules.d/90dmsquash-live and 90livenet")
        }
    }

    package func traits(version: String) -> NodeTraits {
        var traits = NodeTraits(title: "\(title) \(version)", initSystem: .systemd, runtimes: [.docker])
        traits.isUsrReadOnly = true
        traits.cgroupVersion = 1
        traits.loginUser = "fedora"
        return traits
    }
}
