package import Initramfs

/// The file capabilities of one file of a root tree: the value of its extended attribute `security.capability`.
///
/// The kernel's archive format has no room for it (Documentation/driver-api/early-userspace/buffer-format.rst) and
/// busybox' tar drops it, so it travels beside the archive.
package struct FileCapability: Sendable, Equatable {
    /// The file's path in the root tree.
    package let name: EntryName
    /// `struct vfs_cap_data` or `struct vfs_ns_cap_data`, include/uapi/linux/capability.h: 12, 20 or 24 bytes.
    package let value: [UInt8]
    /// What the value says.
    package let sets: CapabilitySets

    /// - Throws: `CapabilityFault` for a value that the kernel would refuse.
    package init(name: EntryName, value: [UInt8]) throws(CapabilityFault) {
        guard let sets = CapabilitySets(value) else {
            throw CapabilityFault(path: name.description, value: value)
        }
        self.name = name
        self.value = value
        self.sets = sets
    }
}
