/// Where the items of a segment land in the running system.
///
/// Both trees may hold symbolic links to directories (`lib -> usr/lib`); a directory entry over such a link would
/// destroy it, so the assembler resolves every path through the links of the tree it lands in, and gives directories
/// that exist there the modes and owners they have there.
package enum PlannedPlacement: Sendable, Equatable {
    /// In the initramfs itself, which stays the root or is read by the base's own /init.
    case initrd
    /// In the root tree that `root` unpacks to; the entries lie below `prefix` in the initramfs.
    case root(prefix: String)

    /// The folder of the initramfs that items land in: `/` or `/prefix`.
    package var folder: String {
        switch self {
        case .initrd: "/"
        case .root(let prefix): "/" + prefix
        }
    }
}
