package import Initramfs

/// One file, folder or link of an overlay, as the folder has it.
package struct OverlayEntry: Sendable, Equatable {
    package enum Content: Sendable, Equatable {
        case directory
        /// `executable`: whether its owner may run it, the one permission bit that is taken from the disk.
        case file(size: UInt64, executable: Bool)
        /// The target's bytes.
        case symlink([UInt8])
        /// A further name of the file with that name, which comes earlier in bytewise order.
        case hardLink(EntryName)
    }

    /// The path below the overlay.
    package let name: EntryName
    package let content: Content
    /// What the file looked like, to find out whether it is still the same when it is read.
    package let signature: FileSignature
    /// Of a file that somebody may run, the value of its extended attribute `security.capability`.
    package let capability: [UInt8]?

    package init(name: EntryName, content: Content, signature: FileSignature, capability: [UInt8]? = nil) {
        self.name = name
        self.content = content
        self.signature = signature
        self.capability = capability
    }
}
