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
    private static let configPath = "/usr/share/ros/oem/oem-config.yml"

    package init() {}

    package func check(version: Located<String>, architecture: Architecture) -> Diagnostics {
        var diagnostics = Diagnostics()
        let numbers = Self.numbers(version.value)
        if numbers.count != 3 {
            diagnostics.error(
                at: version.position, "expected a version of three numbers, found \"\(version.value)\"",
                hint: "name one, such as \"1.5.8\"; upstream's \"latest\" has gone missing before")
        } else if numbers[0] == 1, numbers[1] == 1, numbers[2] <= 4 {
            diagnostics.error(
                at: version.position,
                "RancherOS 1.1.0 to 1.1.4 ignore the configured datasource (rancher/os issue 2204)",
                hint: "use 1.2.0 or later")
        } else if numbers[0] != 1 || numbers[1] < 2 {
            diagnostics.error(
                at: version.position, "RancherOS \(version.value) is not supported; 1.2.0 to 1.5.8 are",
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

    package func layout(version: String, parts: Set<ArtifactRole>) throws(Diagnostic) -> DistributionLayout {
        guard parts.isSuperset(of: [.kernel, .initrd]) else {
            throw Diagnostic(at: nil, "RancherOS needs a kernel and an initrd; the base lacks one of them")
        }
        return DistributionLayout(
            usesBaseInitrd: true,
            placement: .initrd,
            refusedArguments: [
                RefusedArgument(
                    prefix: "rancher.state.",
                    reason: "makes RancherOS look for a state disk that a node without disks does not have",
                    hint: "leave it out; without it RancherOS runs in RAM"),
                RefusedArgument(
                    prefix: "rancher.cloud_init.datasources=url",
                    reason: "is not a list; a wrong type on the kernel line is a kernel panic in RancherOS",
                    hint: "rancher.cloud_init.datasources=[url:http://…]"),
            ],
            memory: MemoryTraits(
                userSpaceKiB: 4096, documentedMinimumMiB: Self.documentedMinimum(version),
                documentedSource: "RancherOS documentation, minimum requirements"),
            notes: [
                "A disk labelled RANCHER_OEM in the node hides the embedded configuration.",
                "The estimate ends where /init starts; system-docker unpacks its images after that.",
            ])
    }

    package func provision(
        _ config: CloudConfig, registry: RegistrySection?, version: String
    ) throws(Diagnostics) -> [ProvisionedItem] {
        var diagnostics = RancherOSDialect.check(config)
        var merged = config
        if let registry {
            let docker = DockerRegistry(registry, system: title, diagnostics: &diagnostics)
            docker.rancherOS(into: &merged, section: registry, diagnostics: &diagnostics)
        }
        if diagnostics.hasErrors { throw diagnostics }
        guard !merged.pairs.isEmpty else { return [] }
        let bytes = RancherOSDialect.render(merged)
        return [ProvisionedItem(path: Self.configPath, content: .file(bytes, mode: 0o644, owner: .root))]
    }

    /// MiB; from 1.5 on 1 GB, before that 1,280 MB.
    private static func documentedMinimum(_ version: String) -> Int {
        let numbers = numbers(version)
        return numbers.count == 3 && numbers[1] >= 5 ? 1024 : 1280
    }

    private static func numbers(_ version: String) -> [Int] {
        version.split(separator: ".", omittingEmptySubsequences: false).compactMap { Int($0) }
    }
}
