/// The 13 numbers of a newc header. Device numbers of the file system are always 0: nothing of this machine
/// gets in.
struct NewcHeaderBytes {
    var inode: UInt32 = 0
    var mode: UInt32 = 0
    var uid: UInt32 = 0
    var gid: UInt32 = 0
    var links: UInt32 = 1
    var modified: UInt32 = 0
    var dataSize: UInt32 = 0
    var deviceMajor: UInt32 = 0
    var deviceMinor: UInt32 = 0

    /// Appends header, name, NUL and the zeros after them.
    func append(name: [UInt8], to bytes: inout [UInt8]) {
        let start = bytes.count
        let used = NewcFormat.headerLength + name.count + 1
        bytes.append(contentsOf: NewcFormat.magic)
        bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: NewcFormat.headerLength - 6))
        bytes.append(contentsOf: name)
        bytes.append(contentsOf: repeatElement(0, count: 1 + (4 - used % 4) % 4))
        bytes.withUnsafeMutableBytes { all in
            let header = UnsafeMutableRawBufferPointer(rebasing: all[(start + 6)...])
            // The order of buffer-format.rst. The device (7, 8) stays 0, and so does the sum (12) with this
            // magic.
            hex(inode, 0, header)
            hex(mode, 1, header)
            hex(uid, 2, header)
            hex(gid, 3, header)
            hex(links, 4, header)
            hex(modified, 5, header)
            hex(dataSize, 6, header)
            hex(deviceMajor, 9, header)
            hex(deviceMinor, 10, header)
            hex(UInt32(truncatingIfNeeded: name.count + 1), 11, header)
        }
    }

    /// Eight digits, upper case as GNU cpio writes them; the kernel reads both. Zeros are there already.
    private func hex(_ value: UInt32, _ field: Int, _ header: UnsafeMutableRawBufferPointer) {
        var (rest, position) = (value, field * 8 + 7)
        while rest > 0 {
            let digit = UInt8(truncatingIfNeeded: rest & 15)
            header[position] = digit < 10 ? 0x30 + digit : 0x37 + digit
            rest >>= 4
            position -= 1
        }
    }
}
