import Recipes

/// What stage one needs of the base's root tree to mount a root: modules of its kernel and programs.
package struct RootParts: Sendable, Equatable {
    /// Modules without which there is no root; one that is neither there nor within the kernel is an error.
    package var modules: [String]
    /// Modules that are taken where the kernel has them: drivers of disks that only some nodes have.
    package var usefulModules: [String]
    /// Whether drivers of network cards are wanted; those that the recipe names, or all.
    package var needsNetwork: Bool
    package var programs: [String]
    /// Programs that are taken where the root has them: without them a lost server is the end of the node.
    package var usefulPrograms: [String]

    /// True where nothing of the root tree is needed.
    package var isEmpty: Bool {
        modules.isEmpty && usefulModules.isEmpty && !needsNetwork && programs.isEmpty
    }

    package init(_ root: PlannedRoot) {
        modules = []
        usefulModules = []
        programs = []
        usefulPrograms = []
        needsNetwork = root.needsNetwork && !root.isNative
        guard !root.isNative, root.format != .cpio else { return }
        if needsNetwork {
            // udhcpc speaks through a packet socket.
            modules.append("af_packet")
            // The boot loader may ask for a VLAN, too.
            if root.hasVLAN { modules.append("8021q") } else { usefulModules.append("8021q") }
        }
        if root.isOverlay { modules.append("overlay") }
        if root.format.isImage { modules.append(root.format.rawValue) }
        switch root.type {
        case .ram: if root.format.isImage { modules.append("loop") }
        case .http: modules.append("loop")
        case .nbd:
            modules.append("nbd")
            programs.append("nbd-client")
            // The root lies on a multipath device that holds requests while there is no server.
            usefulModules += ["dm_mod", "dm_multipath", "dm_round_robin"]
            if !root.hasVerity { usefulPrograms.append("dmsetup") }
        case .iscsi:
            modules += ["iscsi_tcp", "sd_mod"]
            programs.append("iscsistart")
            // It stays beside the system and logs in again.
            usefulPrograms.append("iscsid")
            // libiscsi_tcp asks for the digest by name at run time, which modules.dep does not say.
            usefulModules += ["crc32c_generic", "crc32c_intel"]
        case .nfs: modules += ["nfs", root.version == "3" ? "nfsv3" : "nfsv4"]
        }
        if root.hasVerity {
            modules += ["dm_mod", "dm_verity"]
            programs.append("dmsetup")
            usefulModules += Self.hashes
        }
        for item in root.persist {
            switch item.place {
            case .nfs: modules += ["nfs", item.nfsVersion == "3" ? "nfsv3" : "nfsv4"]
            case .label:
                usefulModules += Self.disks
                if let type = item.fileSystem {
                    modules.append(type)
                } else {
                    usefulModules += ["ext4", "xfs", "btrfs"]
                }
            }
        }
        modules = Self.once(modules)
        usefulModules = Self.once(usefulModules).filter { !modules.contains($0) }
    }

    /// SHA-256 of the kernel, which dm_verity asks for by name at run time: in C, and for instructions of processors. A
    /// kernel without any says so when the device is made.
    private static let hashes = [
        "sha256_generic", "sha256", "sha256_ssse3", "sha256_arm64", "sha2_ce",
    ]

    /// Drivers of local disks: SATA, NVMe, those of virtual machines, USB, and the SCSI disks on top.
    private static let disks = [
        "sd_mod", "ahci", "nvme", "virtio_blk", "virtio_scsi", "ata_piix", "usb_storage", "uas", "xhci_pci",
        "mmc_block",
    ]

    private static func once(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }
}
