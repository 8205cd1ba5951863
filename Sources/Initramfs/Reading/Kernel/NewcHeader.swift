/// The 110 bytes before an entry's name: six of magic, thirteen numbers of eight hexadecimal digits.
package struct NewcHeader: Equatable, Sendable {
    /// Bytes of a header.
    package static let length = 110
    /// PATH_MAX, with the NUL at its end.
    static let longestName: UInt32 = 4096

    /// Inode number, which only matters where `links` is 2 or more.
    package let inode: UInt32
    /// Type and permission bits; the kernel keeps 16 bits (umode_t).
    package let mode: UInt32
    /// Owner.
    package let uid: UInt32
    /// Group.
    package let gid: UInt32
    /// How many names the inode is said to have.
    package let links: UInt32
    /// Seconds since 1970, unsigned.
    package let modified: UInt32
    /// Bytes of contents, or of a symbolic link's target.
    package let size: UInt32
    /// Major number of the device that the inode was on; with the inode number it identifies hard links.
    package let deviceMajor: UInt32
    /// Its minor number.
    package let deviceMinor: UInt32
    /// Major number of a device node, 12 bits.
    package let nodeMajor: UInt32
    /// Its minor number, 20 bits.
    package let nodeMinor: UInt32
    /// Bytes of the name with its NUL.
    package let nameSize: UInt32
    /// Sum of the contents' bytes, where the archive is of the kind that has one.
    package let checksum: UInt32
    /// True for magic "070702".
    package let hasChecksum: Bool
    /// True where each number consists of hexadecimal digits only.
    let isHexadecimal: Bool

    /// The magics that matter.
    enum Magic {
        case newc
        case crc
        case odc
        case other
    }

    static func magic(_ bytes: UnsafeRawBufferPointer) -> Magic {
        guard bytes.count >= 6, bytes.prefix(5).elementsEqual("07070".utf8) else { return .other }
        switch bytes[5] {
        case UInt8(ascii: "1"): return .newc
        case UInt8(ascii: "2"): return .crc
        case UInt8(ascii: "7"): return .odc
        default: return .other
        }
    }

    /// Reads a header of 110 bytes.
    init(_ bytes: UnsafeRawBufferPointer, hasChecksum: Bool) {
        var clean = true
        func field(_ index: Int) -> UInt32 { Self.number(bytes, 6 + 8 * index, &clean) }
        inode = field(0)
        mode = field(1) & 0xffff
        uid = field(2)
        gid = field(3)
        links = field(4)
        modified = field(5)
        size = field(6)
        deviceMajor = field(7)
        deviceMinor = field(8)
        // MKDEV: 12 bits of major, 20 of minor, in 32 bits.
        let device = field(9) << 20 | field(10)
        nodeMajor = device >> 20
        nodeMinor = device & 0xfffff
        nameSize = field(11)
        checksum = field(12)
        self.hasChecksum = hasChecksum
        isHexadecimal = clean
    }

    /// As simple_strtoul does it: an optional "0x", then digits up to the first byte that is none.
    private static func number(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ clean: inout Bool) -> UInt32 {
        var value: UInt32 = 0
        var at = start
        let end = min(start + 8, bytes.count)
        if end - at >= 2, bytes[at] == UInt8(ascii: "0"), bytes[at + 1] | 0x20 == UInt8(ascii: "x") {
            at += 2
            clean = false
        }
        while at < end {
            let byte = bytes[at]
            let digit: UInt8
            if byte &- 48 < 10 {
                digit = byte &- 48
            } else if (byte | 0x20) &- 97 < 6 {
                digit = (byte | 0x20) &- 87
            } else {
                clean = false
                break
            }
            value = value << 4 | UInt32(digit)
            at += 1
        }
        return value
    }

    /// N_ALIGN: the name with the padding behind it, such that header and name together are a multiple of four.
    var paddedName: UInt64 { (UInt64(nameSize) + 1) & ~3 + 2 }

    /// The file-type bits of the mode.
    package var type: UInt32 { mode & 0o170000 }
    /// A regular file.
    package var isRegular: Bool { type == 0o100000 }
    /// A directory.
    package var isDirectory: Bool { type == 0o040000 }
    /// A symbolic link.
    package var isSymlink: Bool { type == 0o120000 }
    /// Device nodes, FIFOs and sockets.
    package var isNode: Bool { [0o060000, 0o020000, 0o010000, 0o140000].contains(type) }
    /// Permission, set-id and sticky bits.
    package var permissions: UInt32 { mode & 0o7777 }

    /// What the entry is, with a symbolic link's target; nil for a type that does not exist.
    package func kind(target: [UInt8]?) -> EntryKind? {
        switch type {
        case 0o100000: .regular
        case 0o040000: .directory
        case 0o120000: .symlink(target ?? [])
        case 0o020000: .character(major: nodeMajor, minor: nodeMinor)
        case 0o060000: .block(major: nodeMajor, minor: nodeMinor)
        case 0o010000: .fifo
        case 0o140000: .socket
        default: nil
        }
    }
}
