import Clusters
import Initramfs
import Provisioning
import Recipes

/// RancherOS, whose downloaded initrd is the whole system: without a state device it stays in the initramfs, so every
/// file of an appended segment is there when it runs.
package struct RancherOS: Distribution {
    package let os = "rancheros"
    package let title = "RancherOS"
    package let defaultVersion: String? = "1.5.8"

    /// The only embedded place that is also honoured for `rancher.cloud_init.datasources` (rancher/os
    /// pkg/init/cloudinit/cloudinit.go).
    static let configPath = "/usr/share/ros/oem/oem-config.yml"

    package init() {}

    package func check(version: Located<String>, architecture: Architecture) -> Diagnostics {
        var diagnostics = Diagnostics()
        let numbers = VersionNumbers.parse(version.value) ?? []
        if numbers.count != 3 {
            diagnostics.error(
                at: version.position, "expected a version of three numbers, found \"\(version.value)\"",
                hint: "name one, such as \"1.5.8\"; upstream's \"latest\" has gone missing before")
        } else if numbers[0] == 1, numbers[1] == 1, numbers[2] <= 4 {
            diagnostics.error(
                at: version.position,
                "RancherOS 1.1.0 to 1.1.4 ignore the configured datasource (rancher/os issue 2204)",
                hint: "use 1.2.0 or later")
        } else if !VersionNumbers.isAtLeast(version.value, [0, 4, 5])
            || VersionNumbers.isAtLeast(version.value, [1, 5, 9])
        {
            diagnostics.error(
                at: version.position,
                "there is no RancherOS \(version.value) for PXE; 0.4.5 to 1.5.8 are known",
                hint: "use 1.5.8, the last release")
        }
        if architecture != .x86_64 {
            diagnostics.error(
                at: version.position,
                "RancherOS is supported for x86_64 only, not for \(architecture.rawValue)")
        }
        return diagnostics
    }

    package func artifacts(version: String, architecture: Architecture) -> [PlannedArtifact] {
        // Where the release job of rancher/os puts them (scripts/release-amd64); checksums.txt covers both.
        let folder = "https://github.com/rancher/os/releases/download/v\(version)"
        return [("vmlinuz", ArtifactRole.kernel), ("initrd", .initrd)].map { name, role in
            PlannedArtifact(role: role, source: "\(folder)/\(name)", checksums: "\(folder)/checksums.txt")
        }
    }

    package func compressions(version: String) -> [Compression] {
        // rancher/os-kernel config/x86/kernel-config: RD_GZIP, BZIP2, LZMA, XZ, LZO and LZ4, no zstd.
        [.gzip, .xz, .lz4, .none]
    }

    package func layout(_ base: BaseFacts) throws(Diagnostic) -> DistributionLayout {
        guard base.parts.isSuperset(of: [.kernel, .initrd]) else {
            throw Diagnostic(at: nil, "RancherOS needs a kernel and an initrd; the base lacks one of them")
        }
        return Self.layout(
            memory: MemoryTraits(
                userSpaceKiB: 4096, documentedMinimumMiB: Self.documentedMinimum(base.version),
                documentedSource: "RancherOS documentation, minimum requirements"))
    }

    /// RancherOS and its fork BurmillaOS alike.
    static func layout(memory: MemoryTraits) -> DistributionLayout {
        DistributionLayout(
            placement: .initrd, memory: memory,
            notes: [
                "A disk labelled RANCHER_OEM in the node hides the embedded configuration.",
                "The estimate ends where /init starts; system-docker unpacks its images after that.",
            ])
    }

    /// MiB: from 1.5 on 1 GB, 1.4 1,280 MB; before that nothing is documented for booting without a disk.
    private static func documentedMinimum(_ version: String) -> Int? {
        if VersionNumbers.isAtLeast(version, [1, 5]) { return 1024 }
        return VersionNumbers.isAtLeast(version, [1, 4]) ? 1280 : nil
    }

    package func root(_ type: RootType) -> RootSupport { Self.root(type) }

    /// RancherOS and its fork alike.
    static func root(_ type: RootType) -> RootSupport {
        switch type {
        case .ram: .native("the initrd is the whole system and stays the root")
        case .nfs:
            .refused(
                reason:
                    "its kernel has neither IP_PNP nor ROOT_NFS, and its init mounts no root over a network",
                source: "rancher/os-kernel, config/x86/kernel-config")
        case .nbd:
            .refused(
                reason:
                    "nbd is a module that only the running system can load, and no client is in the initrd",
                source: "rancher/os-kernel, config/x86/kernel-config")
        case .iscsi:
            .refused(
                reason: "booting by iPXE supports local storage only; iSCSI was asked for and never came",
                source: "rancher/os issues 2737 and 2901")
        case .http:
            .refused(
                reason: "the initrd is the whole system: there is no second root that could be fetched",
                source: "rancher/os, pkg/init")
        }
    }

    package func traits(version: String) -> NodeTraits {
        Self.traits(title: "\(title) \(version)")
    }

    /// RancherOS and its fork alike: every service is a container, and the root stays the initramfs.
    static func traits(title: String) -> NodeTraits {
        var traits = NodeTraits(title: title, initSystem: .rancheros, runtimes: [.docker, .systemDocker])
        traits.isRootInitramfs = true
        traits.cgroupVersion = 1
        traits.loginUser = "rancher"
        return traits
    }
}
