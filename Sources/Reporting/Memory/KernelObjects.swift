/// What the kernel's objects for files cost, in bytes for each object with its share of the slab's waste
/// (slab pages * 4096 / objects, as /proc/slabinfo tells both).
package struct KernelObjects: Equatable, Sendable, Codable {
    /// `struct inode` of a file on ramfs (fs/inode.c `inode_cache`).
    package var inode: Double
    /// `struct shmem_inode_info` of a file on tmpfs (mm/shmem.c `shmem_inode_cache`).
    package var shmemInode: Double
    /// The security modules' part of an inode (security/security.c `lsm_inode_cache`).
    package var security: Double
    /// A name of this many bytes or more is stored outside its dentry (DNAME_INLINE_LEN,
    /// include/linux/dcache.h).
    package var longName: Int
    /// What tmpfs stores for each name in a directory (fs/libfs.c `simple_offset_add`, Linux 6.6 and later).
    package var directoryEntry: Double

    /// A dentry: 192 bytes, 21 in a page of 4,096 (fs/dcache.c).
    package static let dentry = 195.0
    /// A node of the page cache's index: 14 in 8 KiB (lib/xarray.c, `radix_tree_node`).
    package static let indexNode = 585.1

    package init(inode: Double, shmemInode: Double, security: Double, longName: Int, directoryEntry: Double) {
        self.inode = inode
        self.shmemInode = shmemInode
        self.security = security
        self.longName = longName
        self.directoryEntry = directoryEntry
    }

    /// The size that kmalloc takes for a request of so many bytes (mm/slab_common.c `kmalloc_info`).
    package static func allocation(_ bytes: Int) -> Double {
        for size in [8, 16, 32, 64, 96, 128, 192, 256, 512, 1024, 2048, 4096] where bytes <= size {
            return Double(size)
        }
        return Double((bytes + 4095) / 4096 * 4096)
    }
}
