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
        bytes.append(contentsOf: NewcFormat.magic)
        // The order of buffer-format.rst; the sum is always 0 with this magic.
        hex(inode, &bytes)
        hex(mode, &bytes)
        hex(uid, &bytes)
        hex(gid, &bytes)
        hex(links, &bytes)
        hex(modified, &bytes)
        hex(dataSize, &bytes)
        hex(0, &bytes)
        hex(0, &bytes)
        hex(deviceMajor, &bytes)
        hex(deviceMinor, &bytes)
        hex(UInt32(truncatingIfNeeded: name.count + 1), &bytes)
        hex(0, &bytes)
        bytes.append(contentsOf: name)
        repeat { bytes.append(0) } while (bytes.count - start) % 4 != 0
    }

    /// Eight digits, upper case as GNU cpio writes them; the kernel reads both.
    private func hex(_ value: UInt32, _ bytes: inout [UInt8]) {
        var shift: UInt32 = 32
        while shift > 0 {
            shift -= 4
            let digit = UInt8(truncatingIfNeeded: value >> shift & 15)
            bytes.append(digit < 10 ? 0x30 + digit : 0x37 + digit)
        }
    }
}
