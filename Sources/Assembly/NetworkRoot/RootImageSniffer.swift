internal import Distributions
internal import Machine

/// Tells an image of a file system by its first bytes.
enum RootImageSniffer {
    /// The format of the image at `path`; nil for something else: an archive, perhaps.
    ///
    /// - Throws: `MachineFailure` where it cannot be read.
    static func format(of path: String) throws -> RootImageFormat? {
        let file = try Descriptor(open: path, options: .nonBlocking)
        try file.requireRegularFile()
        var start = [UInt8](repeating: 0, count: 2048)
        let count = try start.withUnsafeMutableBytes { try file.read(into: $0, at: 0) }
        guard count == start.count else { return nil }
        // SQUASHFS_MAGIC, EROFS_SUPER_MAGIC_V1 and EXT4_SUPER_MAGIC, little-endian (include/uapi/linux/magic.h), where
        // the superblocks have them (fs/squashfs/squashfs_fs.h, fs/erofs/erofs_fs.h, fs/ext4/ext4.h).
        if start.starts(with: Array("hsqs".utf8)) { return .squashfs }
        if start[1024..<1028].elementsEqual([0xe2, 0xe1, 0xf5, 0xe0]) { return .erofs }
        if start[1080..<1082].elementsEqual([0x53, 0xef]) { return .ext4 }
        return nil
    }
}
