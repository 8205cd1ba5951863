internal import Initramfs
internal import Machine

/// Corrects the inodes of an image that mke2fs has filled from a folder: it takes over the times at which the folder's
/// files were made here, and leaves the root directory as it is by default.
///
/// The places are those of fs/ext4/ext4.h (`ext4_super_block`, `ext4_group_desc` of 32 bytes, `ext4_inode`); there are no
/// checksums, for the features leave them out.
enum Ext4Inodes {
    private static let superblock: Int64 = 1024
    private static let rootInode: UInt32 = 2

    /// - Throws: `MachineFailure` where the image cannot be read or written, or is none.
    static func settle(_ path: String, root: EntryMetadata) throws {
        let file = try Descriptor(open: path, .readWrite, options: .noFollow)
        let head = try read(file, superblock, 264)
        let inodeCount = head.word(0)
        let blockSize = Int64(1024) << Int64(head.word(24))
        let perGroup = head.word(40)
        let inodeSize = Int(head.half(88))
        guard head.half(56) == 0xef53, blockSize <= 65536, perGroup > 0, inodeSize >= 160,
            Int64(inodeSize) <= blockSize
        else { throw wrong(path) }
        let groups = (inodeCount - 1) / perGroup + 1
        // The descriptors are in the block after the superblock's.
        let start = blockSize * (blockSize == 1024 ? 2 : 1)
        for group in 0..<groups {
            let descriptor = try read(file, start + Int64(group) * 32, 32)
            let place = Int64(descriptor.word(8)) * blockSize
            let count = min(perGroup, inodeCount - group * perGroup)
            var table = try read(file, place, Int(count) * inodeSize)
            for index in 0..<count {
                let number = group * perGroup + index + 1
                settle(&table, Int(index) * inodeSize, root: number == rootInode ? root : nil)
            }
            try file.seek(to: place)
            try file.write(table.bytes)
        }
        try file.close()
    }

    private static func settle(_ table: inout LittleEndianBytes, _ at: Int, root: EntryMetadata?) {
        if let root {
            // i_mode keeps its type. Of owners 16 bits are here and 16 behind (i_uid_high, i_gid_high).
            table.setHalf(at, UInt16(truncatingIfNeeded: root.mode))
            table.setHalf(at + 2, UInt16(truncatingIfNeeded: root.uid))
            table.setHalf(at + 24, UInt16(truncatingIfNeeded: root.gid))
            table.setHalf(at + 120, UInt16(truncatingIfNeeded: root.uid >> 16))
            table.setHalf(at + 122, UInt16(truncatingIfNeeded: root.gid >> 16))
            table.setWord(at + 16, root.modified)
        }
        // An inode that is not used has no links.
        guard table.half(at + 26) != 0 else { return }
        let modified = table.word(at + 16)
        // i_atime, i_ctime, i_crtime; the extra words hold nanoseconds and what is after 2038.
        for offset in [8, 12, 144] { table.setWord(at + offset, modified) }
        let extra = table.word(at + 136)
        for offset in [132, 140, 148] { table.setWord(at + offset, extra) }
    }

    private static func read(
        _ file: borrowing Descriptor, _ place: Int64, _ count: Int
    ) throws -> LittleEndianBytes {
        guard count <= 1 << 28 else { throw wrong(file.path) }
        var bytes = [UInt8](repeating: 0, count: count)
        let got = try bytes.withUnsafeMutableBytes { try file.read(into: $0, at: place) }
        guard got == count else { throw wrong(file.path) }
        return LittleEndianBytes(bytes)
    }

    private static func wrong(_ path: String) -> MachineFailure {
        MachineFailure(
            "read", path: path, reason: "mke2fs has written something that is no ext4 as it was asked for",
            category: .inputOutput)
    }
}
