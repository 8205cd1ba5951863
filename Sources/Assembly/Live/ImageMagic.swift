internal import Machine

/// What kind of image a file is, by its first blocks.
enum ImageMagic {
    case squashfs
    /// ext2, ext3 or ext4.
    case ext

    /// nil for anything else.
    static func read(_ path: String) throws -> ImageMagic? {
        let file = try Descriptor(open: path)
        let head = try withUnsafeTemporaryAllocation(byteCount: 2048, alignment: 16) { buffer in
            Array(buffer[..<(try file.read(into: buffer, at: 0))])
        }
        // linux/magic.h: SQUASHFS_MAGIC is "hsqs" on disk; EXT4_SUPER_MAGIC 0xEF53 stands at 56 of the superblock at 1024.
        if head.starts(with: Array("hsqs".utf8)) { return .squashfs }
        return head.count >= 1082 && head[1080] == 0x53 && head[1081] == 0xef ? .ext : nil
    }
}
