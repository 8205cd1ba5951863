import Initramfs
import Provisioning
import Recipes

/// What CoreOS Container Linux and its heir Flatcar share: the kernel holds the initramfs, the downloaded archive holds
/// only `usr.squashfs`, and of an initramfs only `/usr/share/oem` survives the switch of the root
/// (bootengine, dracut/99setup-root/initrd-setup-root).
struct ContainerLinuxFamily {
    /// `flatcar` or `coreos`: the prefix of its kernel parameters and of its files.
    let name: String
    let title: String
    /// MiB that upstream documents.
    let documentedMinimumMiB: Int
    let documentedSource: String

    /// Where Ignition looks on a node that was booted by PXE (dracut/30ignition/ignition-setup.sh).
    static let configPath = "/usr/share/oem/config.ign"

    /// The parts in a release's folder, each with its list of digests and its signature.
    ///
    /// - Parameter kernelSignature: the name of the kernel's signature, where it is not the kernel's with `.sig`.
    func artifacts(
        folder: String, kernelSignature: String? = nil, signature: (String) -> PlannedSignature
    ) -> [PlannedArtifact] {
        let kernel = "\(name)_production_pxe.vmlinuz"
        let archive = "\(name)_production_pxe_image.cpio.gz"
        let files = [
            (ArtifactRole.kernel, kernel, kernelSignature ?? "\(kernel).sig"),
            (.initrd, archive, "\(archive).sig"),
        ]
        return files.map { role, file, signed in
            PlannedArtifact(
                role: role, source: "\(folder)/\(file)", checksums: "\(folder)/\(file).DIGESTS",
                signature: signature("\(folder)/\(signed)"))
        }
    }

    func layout(_ base: BaseFacts) throws(Diagnostic) -> DistributionLayout {
        guard base.parts.isSuperset(of: [.kernel, .initrd]) else {
            throw Diagnostic(
                at: nil, "\(title) needs a kernel and the archive of /usr; the base lacks one of them",
                hint: "without the archive the node waits for a disk labelled USR-A for ever")
        }
        return DistributionLayout(
            leading: [DracutFiles.sealCheck], placement: DracutFiles.placement, configuration: .initrd,
            readOnly: ["/usr"],
            requirements: [
                BaseRequirement(
                    .initrd, anyOf: ["/usr.squashfs"], "the base's initrd holds no /usr.squashfs",
                    hint: "\(name)_production_pxe_image.cpio.gz does; the system's /usr comes from it")
            ],
            trailing: [DracutFiles.segment(), StageOne.sealSegment()],
            // Without it neither Ignition nor the address of a configuration is looked at (coreos/docs issue 1101).
            commandLine: ["\(name).first_boot=1"],
            refusedArguments: [
                RefusedArgument(
                    prefix: "\(name).oem.id=pxe", reason: "is no platform of Ignition's any more",
                    hint: "leave it out"),
                RefusedArgument(
                    prefix: "\(name).first_boot=detected",
                    reason: "looks for a disk that the node does not have",
                    hint: "leave it out; first_boot=1 is set"),
                RefusedArgument(
                    prefix: "root=LABEL=", reason: "keeps the root on a disk of the node",
                    hint: "leave it out; this image runs in RAM"),
            ],
            memory: MemoryTraits(
                userSpaceKiB: 120_000, documentedMinimumMiB: documentedMinimumMiB,
                documentedSource: documentedSource),
            notes: [
                "Only /usr/share/oem of the initramfs survives; overlays and files are copied by a hook before the switch.",
                "The root is a tmpfs of half the RAM; rootflags=size=70% on the command line changes that.",
            ])
    }

    /// What both say to every type but iSCSI.
    func root(_ type: RootType) -> RootSupport {
        switch type {
        case .ram: .native("/usr is a squashfs in the initrd, / a tmpfs")
        case .nfs, .nbd:
            .refused(
                reason:
                    "its initramfs is made with dracut --omit network, without dracut's modules \(type.rawValue)",
                source: "flatcar/bootengine, update-bootengine")
        case .iscsi:
            .refused(
                reason: "its initramfs knows one iSCSI root only, that of Oracle's cloud",
                source: "coreos/bootengine pull request 133")
        case .http:
            .refused(
                reason: "/usr must lie in the initrd, which the boot loader fetches by HTTP already",
                source: "flatcar/bootengine, dracut/10usr-generator")
        }
    }
}
