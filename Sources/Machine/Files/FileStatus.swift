import Glibc

/// What the file system says about a file, from fstat(2), fstatat(2).
package struct FileStatus: Sendable, Hashable {
    /// The type of a file.
    package enum Kind: Sendable, Hashable {
        case regular
        case directory
        case symbolicLink
        case characterDevice
        case blockDevice
        case fifo
        case socket
        case unknown
    }

    package let kind: Kind
    /// The low twelve bits of the mode: set-user-ID, set-group-ID, sticky and nine permission bits.
    package let permissions: UInt32
    /// Bytes; of a symbolic link, the length of its target.
    package let size: Int64
    package let modified: FileTime
    /// When the inode last changed; no program can set it back.
    package let changed: FileTime
    package let inode: UInt64
    /// The device that holds the file.
    package let device: UInt64
    /// The number of hard links.
    package let links: UInt64
    package let owner: UInt32
    package let group: UInt32
    /// The device that a device node stands for, as the system encodes it.
    package let represents: UInt64

    init(_ status: stat) {
        kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .regular
            case S_IFDIR: .directory
            case S_IFLNK: .symbolicLink
            case S_IFCHR: .characterDevice
            case S_IFBLK: .blockDevice
            case S_IFIFO: .fifo
            case S_IFSOCK: .socket
            default: .unknown
            }
        permissions = UInt32(status.st_mode) & 0o7777
        size = Int64(status.st_size)
        modified = FileTime(status.st_mtim)
        changed = FileTime(status.st_ctim)
        inode = UInt64(status.st_ino)
        device = UInt64(status.st_dev)
        links = UInt64(status.st_nlink)
        owner = status.st_uid
        group = status.st_gid
        represents = UInt64(status.st_rdev)
    }

    /// The status of the file at `path`.
    ///
    /// - Parameter followingLinks: whether a symbolic link at the end of the path is followed.
    /// - Throws: `MachineFailure`, category `missingInput` where there is no such file.
    package init(path: String, followingLinks: Bool = true) throws {
        var status = stat()
        let flags = followingLinks ? 0 : AT_SYMLINK_NOFOLLOW
        guard fstatat(AT_FDCWD, path, &status, flags) == 0 else {
            throw MachineFailure("look at", path: path, errno: errno)
        }
        self.init(status)
    }

    /// The status of the file at `path`; nil where there is none.
    ///
    /// - Throws: `MachineFailure` for every failure other than a missing file.
    package static func ifExists(path: String, followingLinks: Bool = true) throws -> FileStatus? {
        do {
            return try FileStatus(path: path, followingLinks: followingLinks)
        } catch let failure as MachineFailure where failure.code == ENOENT || failure.code == ENOTDIR {
            return nil
        }
    }
}
