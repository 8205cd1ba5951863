/// One inode of an unpacked tree.
struct TreeNode: Sendable {
    /// The file-type bits of its mode.
    let type: UInt32
    var permissions: UInt32
    var uid: UInt32
    var gid: UInt32
    var modified: UInt32
    /// How many names it has; 0 once it is gone.
    var links: UInt32 = 0
    /// Regular file: bytes that are really there.
    var size: UInt64 = 0
    /// Directory: how many names are in it.
    var children = 0
    /// Directory: the number of its own name.
    var name: Int32 = -1
    /// Device nodes.
    var major: UInt32 = 0
    var minor: UInt32 = 0
    /// Symbolic link: which of the tree's targets.
    var target: Int32 = -1
    /// Regular file: the segment that wrote its contents and where in its unpacked bytes they begin.
    var segment: Int32 = -1
    var origin: UInt64 = 0

    var isDirectory: Bool { type == 0o040000 }
    var isSymlink: Bool { type == 0o120000 }
    var isRegular: Bool { type == 0o100000 }
}
