import Initramfs

/// What an unpacked tree takes of the RAM, in KiB.
package struct TreeCost: Equatable, Sendable {
    /// Pages with file data, and on ramfs with the targets of symbolic links.
    package let data: Double
    /// The kernel's objects for it: inodes, names, the page cache's index.
    package let objects: Double

    /// Data and objects.
    package var total: Double { data + objects }

    /// No tree.
    package static let none = TreeCost(data: 0, objects: 0)

    private init(data: Double, objects: Double) {
        self.data = data
        self.objects = objects
    }

    /// The cost of a tree on ramfs or on tmpfs.
    ///
    /// File data lies in pages of the page cache, zeros and holes too, and is never dropped. A symbolic
    /// link's target takes a page on ramfs (fs/libfs.c `page_symlink`); on tmpfs one of at most 128 bytes
    /// with its NUL is allocated by kmalloc (mm/shmem.c `shmem_symlink`, SHORT_SYMLINK_LEN).
    package init(of tree: TreeStatistics, onTmpfs: Bool, kernel objects: KernelObjects) {
        let inodes = Double(tree.regularFiles + tree.directories + tree.symlinks + tree.nodes)
        let names = Double(tree.names)
        var pages = Double(tree.pages)
        var bytes = Double(tree.indexNodes) * KernelObjects.indexNode
        bytes += inodes * ((onTmpfs ? objects.shmemInode : objects.inode) + objects.security)
        bytes += names * KernelObjects.dentry
        if onTmpfs { bytes += names * objects.directoryEntry }
        // fs/dcache.c: struct external_name has 16 bytes before the name and its NUL. Keys are sorted because
        // the order of a dictionary changes from run to run, and with it the last bits of a sum of Doubles.
        for (length, count) in tree.nameLengths.sorted(by: { $0.key < $1.key })
        where length >= objects.longName {
            bytes += Double(count) * KernelObjects.allocation(16 + length + 1)
        }
        for (length, count) in tree.targetLengths.sorted(by: { $0.key < $1.key }) {
            if onTmpfs, length + 1 <= 128 {
                bytes += Double(count) * KernelObjects.allocation(length + 1)
            } else {
                pages += Double(count)
            }
        }
        self.init(data: pages * 4, objects: bytes / 1024)
    }

    /// The share of `objects` that is inodes of tmpfs, which memory reclaim never frees; KiB.
    static func shmemInodes(of tree: TreeStatistics, kernel objects: KernelObjects) -> Double {
        Double(tree.regularFiles + tree.directories + tree.symlinks + tree.nodes) * objects.shmemInode / 1024
    }
}
