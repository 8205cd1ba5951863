import Clusters
import Initramfs
import Provisioning
import Recipes

/// Fedora CoreOS as its live PXE image: a kernel, an initramfs with Ignition, and a root file system in a third file
/// that is one more cpio archive.
package struct FedoraCoreOS: Distribution {
    package let os = "fedora-coreos"
    package let title = "Fedora CoreOS"
    package let defaultVersion: String? = "44.20260707.3.1"

    /// Where Ignition of the live image looks (coreos-installer, src/live/embed.rs).
    static let configPath = "/config.ign"

    private static let rootfsOption = "coreos.live.rootfs_url="

    package var rootURLArgument: String? { Self.rootfsOption }

    package init() {}

    package func check(version: Located<String>, architecture: Architecture) -> Diagnostics {
        var diagnostics = Diagnostics()
        VersionNumbers.require(4...4, of: version, example: "44.20260707.3.1", &diagnostics)
        if Self.stream(version.value) == nil {
            diagnostics.error(
                at: version.position,
                "the third number of \"\(version.value)\" names no stream that is published",
                hint: "1 is next, 2 is testing, 3 is stable")
        }
        if let numbers = VersionNumbers.parse(version.value), numbers.count == 4, numbers[1] < 20_201_000 {
            diagnostics.error(
                at: version.position, "before October 2020 the live image was made of other files",
                hint: "name a later release")
        }
        return diagnostics
    }

    package func artifacts(version: String, architecture: Architecture) -> [PlannedArtifact] {
        let stream = Self.stream(version) ?? "stable"
        let arch = architecture.rawValue
        let folder =
            "https://builds.coreos.fedoraproject.org/prod/streams/\(stream)/builds/\(version)/\(arch)/fedora-coreos-\(version)-live-"
        // From 42.20250410 on the kernel's name has a dot (metadata of the stable stream).
        let kernel =
            VersionNumbers.isAtLeast(version, [42, 20_250_410]) ? "kernel.\(arch)" : "kernel-\(arch)"
        let known = Self.known[version]
        let files: [(ArtifactRole, String, String?)] = [
            (.kernel, kernel, known?.kernel), (.initrd, "initramfs.\(arch).img", known?.initramfs),
            (.root, "rootfs.\(arch).img", known?.rootfs),
        ]
        return files.map { role, name, sha256 in
            PlannedArtifact(
                role: role, source: folder + name, sha256: architecture == .x86_64 ? sha256 : nil)
        }
    }

    package func compressions(version: String) -> [Compression] {
        // coreos-installer itself writes xz with CRC32; Fedora's kernels have every RD_ option since 5.9.
        [.xz, .gzip, .zstd, .none]
    }

    package func layout(_ base: BaseFacts) throws(Diagnostic) -> DistributionLayout {
        guard base.parts.isSuperset(of: [.kernel, .initrd, .root]) else {
            throw Diagnostic(
                at: nil,
                "Fedora CoreOS needs a kernel, an initramfs and a rootfs; the base lacks one of them",
                hint: "without the rootfs the live image stops in an emergency shell")
        }
        var layout = DistributionLayout(
            initrdParts: [.initrd, .root],
            leading: [DracutFiles.sealCheck], placement: DracutFiles.placement, configuration: .initrd,
            readOnly: ["/usr", "/boot"],
            trailing: [DracutFiles.segment(), StageOne.sealSegment()],
            // Ignition runs at every boot of a live image; metal is the platform of PXE.
            commandLine: ["ignition.firstboot", "ignition.platform.id=metal"],
            refusedArguments: [
                RefusedArgument(
                    prefix: "coreos.inst.", reason: "installs to a disk of the node",
                    hint: "leave it out; this image runs in RAM"),
                RefusedArgument(
                    prefix: Self.rootfsOption,
                    reason: "is set by the root that the recipe chooses",
                    hint: "leave it out; [root] type = \"http\" has the node fetch its rootfs"),
            ],
            memory: MemoryTraits(
                userSpaceKiB: 180_000, documentedMinimumMiB: 4096,
                documentedSource: "Fedora CoreOS documentation, live booting with the rootfs in the initrd"),
            notes: [
                "Overlays and files are copied by a hook of the initramfs; SELinux labels them when restorecon runs.",
                "Everything the node writes is lost at its next boot.",
            ])
        if let url = base.root?.url {
            // 35coreos-live, coreos-livepxe-rootfs: http, https or tftp; the digest of the rootfs is in the initramfs.
            layout.initrdParts = [.initrd]
            layout.servedParts = [.root: servedRootName]
            layout.commandLine.append("\(Self.rootfsOption)\(url)")
            layout.memory.documentedMinimumMiB = 2048
            layout.memory.documentedSource =
                "Fedora CoreOS documentation, live booting with the rootfs by address"
            layout.notes.append(
                "The node fetches the rootfs itself, tries again for ever, and checks its digest.")
            return layout
        }
        // overlay.d/05core of fedora-coreos-config, 35coreos-live: the node compares them and stops where they differ.
        layout.twins = [
            TwinFiles(
                "/etc/coreos-live-initramfs", "/etc/coreos-live-rootfs",
                "the initramfs and the rootfs are not of one build", hint: "take both from one release")
        ]
        return layout
    }

    package func root(_ type: RootType) -> RootSupport {
        switch type {
        case .ram: .native("the rootfs is a part of the initrd, its squashfs mounted from there")
        case .http: .native("coreos.live.rootfs_url= fetches the rootfs and checks its digest")
        case .nfs, .nbd:
            .refused(
                reason: "its initramfs mounts no root by \(type.title)",
                source: "coreos/fedora-coreos-config, overlay.d/05core")
        case .iscsi:
            .refused(
                reason: "that takes a system that coreos-installer has put on the target, not the live image",
                source: "coreos/fedora-coreos-config pull request 2702, fedora-coreos-tracker issue 1590")
        }
    }

    /// The stream that a version belongs to; its third number says so.
    private static func stream(_ version: String) -> String? {
        guard let numbers = VersionNumbers.parse(version), numbers.count == 4 else { return nil }
        return [1: "next", 2: "testing", 3: "stable"][numbers[2]]
    }

    /// SHA-256 of files of the stable stream for x86_64, from the stream's metadata (fedora-coreos-streams,
    /// streams/stable.json, in its history).
    private static let known: [String: (kernel: String, initramfs: String, rootfs: String)] = [
        "44.20260707.3.1": (
            "b0389e187ed951727560f517d589f3daa2736dc34dc9aa245b986d72b6f6c3ee",
            "360c3b6b4cc8a58807fca8ac6947c8ec578e482af52d2311ae99ef02fe9d8dc5",
            "b500e557397bc76c87b83e17cb0f149a1386ca4e1fd79e61c6e10fe8361c5b44"
        ),
        "39.20240322.3.1": (
            "7f32bf7a5d73623734939c5db8fadc3c43da33768ff4b60414300daf9d843bf2",
            "dfc9237f7a027826324576961161b6f62c1b4a8a32462a7cec1161b9c54423e5",
            "d2b97f15382c9ec3d4e3fbd9cebd9ffd0666adf668ca416cca612182efaeca0a"
        ),
        "36.20220906.3.2": (
            "ed60ee3dce287f90eef9101aefae1ae0aa6036365ed59df71984321f8c83b6f4",
            "4b447da76af552bf0475548d61c3bc934e866d19d01c2368eb5bd8d0a8990769",
            "ecad0eb1ab1f43e6ab491344bb196cebeb258a658d35c6b3571ed5a78b8b3e67"
        ),
    ]

    package func traits(version: String) -> NodeTraits {
        var traits = NodeTraits(
            title: "\(title) \(version)", initSystem: .systemd, runtimes: [.docker, .podman])
        traits.isUsrReadOnly = true
        // Since 34.20210529 (coreos/fedora-coreos-tracker issue 292).
        traits.cgroupVersion = VersionNumbers.isAtLeast(version, [34, 20_210_529]) ? 2 : 1
        traits.loginUser = "core"
        return traits
    }
}
