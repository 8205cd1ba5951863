import Clusters
import Initramfs
import Provisioning
import Recipes

/// Clear Linux, whose PXE initrd is the whole root and stays the root: systemd is its /init.
package struct Clear: Distribution {
    package let os = "clear"
    package let title = "Clear Linux"
    package let defaultVersion: String? = nil
    package let checkedVersion = "43760"

    /// From here on the installer runs only where the command line names a description for it (clr-installer issue 602).
    private static let firstSafeRelease = 31_530

    /// Of the certificate "Intel(R) Clear Linux Project", valid until 2046, in DER. The PEM file that each release carries
    /// has the SHA-256 4b0ca673…73137a890 that Clear's documentation prints (clear-linux-documentation,
    /// source/guides/maintenance/validate-signatures.rst); this is of the certificate in that file.
    private static let rootCertificate = "2324715163ec78df49da4065f52b5ac5ce3dab9f47fb6908016f1abd9287ec90"

    package init() {}

    package func check(version: Located<String>, architecture: Architecture) -> Diagnostics {
        var diagnostics = Diagnostics()
        if let number = Int(version.value) {
            if number < Self.firstSafeRelease {
                diagnostics.error(
                    at: version.position,
                    "the PXE image of Clear Linux before \(Self.firstSafeRelease) wipes the first disk of whatever boots it",
                    hint: "name a later release (clearlinux/distribution issue 1371)")
            }
        } else {
            diagnostics.error(
                at: version.position,
                "expected a release number such as \"41200\", found \"\(version.value)\"")
        }
        if architecture != .x86_64 {
            diagnostics.error(at: version.position, "Clear Linux was published for x86_64 only")
        }
        return diagnostics
    }

    package func artifacts(version: String, architecture: Architecture) -> [PlannedArtifact] {
        let archive =
            "https://cdn.download.clearlinux.org/releases/\(version)/clear/clear-\(version)-pxe.tar.xz"
        let folder = archive.prefix(archive.count - "clear-\(version)-pxe.tar.xz".count)
        let signature = PlannedSignature(
            url: archive + "-SHA512SUMS.sig", keys: .url(folder + "ClearLinuxRoot.pem"), covers: .checksums,
            certificates: [Self.rootCertificate])
        return [("org.clearlinux.*", ArtifactRole.kernel), ("initrd", .initrd)].map { member, role in
            PlannedArtifact(
                role: role, source: archive, member: member, checksums: archive + "-SHA512SUMS",
                signature: signature)
        }
    }

    package func compressions(version: String) -> [Compression] {
        // The kernel lost xz and lzma on the way (clearlinux/distribution issue 3091); the initrd itself is gzip.
        [.gzip, .none]
    }

    package func layout(_ base: BaseFacts) throws(Diagnostic) -> DistributionLayout {
        guard base.parts.isSuperset(of: [.kernel, .initrd]) else {
            throw Diagnostic(at: nil, "Clear Linux needs a kernel and an initrd; the base lacks one of them")
        }
        return DistributionLayout(
            placement: .initrd,
            requirements: [
                BaseRequirement(
                    .initrd, anyOf: ["/usr/bin/ucd"],
                    "the base's initrd has no /usr/bin/ucd, so nothing would read the configuration",
                    hint: "take an image with micro-config-drive")
            ],
            // The documentation's own: rw, or services that write to the root fail.
            commandLine: ["rw"],
            refusedArguments: [
                RefusedArgument(
                    prefix: "clri.descriptor=", reason: "starts the installer, which wipes a disk",
                    hint: "leave it out; this image runs in RAM"),
                RefusedArgument(
                    prefix: "isterconf=", reason: "starts the installer, which wipes a disk",
                    hint: "leave it out; this image runs in RAM"),
                RefusedArgument(
                    prefix: "root=",
                    reason: "makes the kernel's root a ramfs, on which overlays of containers break",
                    hint: "leave it out"),
            ],
            memory: MemoryTraits(userSpaceKiB: 60_000),
            notes: [
                "Intel ended Clear Linux in July 2025; its repositories are archived.",
                "The root is the initramfs: containers need DOCKER_RAMDISK=true or NoPivotRoot, since nothing can be pivoted.",
            ])
    }

    package func root(_ type: RootType) -> RootSupport {
        guard type != .ram else { return .native("the PXE initrd is the whole root and stays it") }
        return .refused(
            reason: "the PXE initrd is the whole root, and its systemd switches to no other",
            source: "clearlinux/distribution, documentation of network boot (iPXE)")
    }

    package func traits(version: String) -> NodeTraits {
        var traits = NodeTraits(title: "\(title) \(version)", initSystem: .systemd, runtimes: [.docker])
        traits.isRootInitramfs = true
        traits.loginUser = "clear"
        return traits
    }
}
