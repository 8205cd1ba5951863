/// What an image is made of, in bytes.
package struct Inventory: Equatable, Sendable {
    /// The kernel, then the parts of the initrd in the order of the file, then what lies inside of them.
    package var parts: [InventoryPart]
    /// The tree in the initramfs after the kernel has unpacked every part.
    package var tree: InventoryTree
    /// The tree that the system unpacks a second time from an archive in the initramfs; nil: there is none.
    package var secondRoot: InventoryTree?

    package init(parts: [InventoryPart], tree: InventoryTree, secondRoot: InventoryTree? = nil) {
        self.parts = parts
        self.tree = tree
        self.secondRoot = secondRoot
    }

    /// Bytes that a machine loads to boot.
    package var downloadBytes: UInt64 {
        parts.reduce(0) { sum, part in
            let (next, overflow) = sum.addingReportingOverflow(part.bytes)
            return overflow ? .max : next
        }
    }

    /// Bytes of regular files in the tree that stays: the second root's where there is one.
    package var unpackedBytes: UInt64 { (secondRoot ?? tree).statistics.bytes }

    /// The tree that stays.
    package var finalTree: InventoryTree { secondRoot ?? tree }
}
