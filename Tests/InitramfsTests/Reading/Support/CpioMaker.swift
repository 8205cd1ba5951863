@testable import Initramfs

/// Writes newc archives entry by entry, right and wrong ones alike: every number can be chosen.
struct CpioMaker {
    private(set) var bytes: [UInt8] = []
    private var nextInode: UInt32 = 100

    init() {}

    /// An archive of the entries that `body` adds, with a trailer.
    static func archive(trailer: Bool = true, _ body: (inout CpioMaker) -> Void) -> [UInt8] {
        var maker = CpioMaker()
        body(&maker)
        if trailer { maker.trailer() }
        return maker.bytes
    }

    /// What makes a boot: /init, /payload of noise.
    static func bootable(payload: Int = 20_000, trailer: Bool = true) -> [UInt8] {
        archive(trailer: trailer) { maker in
            maker.file("init", "#!/bin/sh\n", mode: 0o755)
            maker.file("payload", Samples.noise(payload))
        }
    }

    mutating func entry(
        _ name: [UInt8], mode: UInt32, data: [UInt8] = [], inode: UInt32? = nil, links: UInt32 = 1,
        uid: UInt32 = 0, gid: UInt32 = 0, modified: UInt32 = 0, node: (UInt32, UInt32) = (0, 0),
        magic: String = "070701", checksum: UInt32 = 0, nameSize: UInt32? = nil, size: UInt32? = nil,
        terminated: Bool = true
    ) {
        let number = inode ?? nextInode
        nextInode += 1
        let stored = name + (terminated ? [0] : [])
        let fields: [UInt32] = [
            number, mode, uid, gid, links, modified, size ?? UInt32(data.count), 0, 0, node.0, node.1,
            nameSize ?? UInt32(stored.count), checksum,
        ]
        bytes += Array(magic.utf8)
        for field in fields {
            let digits = String(field, radix: 16)
            bytes +=
                Array(repeatElement(UInt8(ascii: "0"), count: 8 - digits.utf8.count)) + Array(digits.utf8)
        }
        bytes += stored
        pad()
        bytes += data
        pad()
    }

    mutating func file(
        _ name: String, _ text: String, mode: UInt32 = 0o644, inode: UInt32? = nil, links: UInt32 = 1
    ) {
        file(name, Array(text.utf8), mode: mode, inode: inode, links: links)
    }

    mutating func file(
        _ name: String, _ data: [UInt8], mode: UInt32 = 0o644, inode: UInt32? = nil, links: UInt32 = 1
    ) {
        entry(Array(name.utf8), mode: 0o100000 | mode, data: data, inode: inode, links: links)
    }

    mutating func directory(_ name: String, mode: UInt32 = 0o755, uid: UInt32 = 0) {
        entry(Array(name.utf8), mode: 0o040000 | mode, links: 2, uid: uid)
    }

    mutating func symlink(_ name: String, _ target: String) {
        entry(Array(name.utf8), mode: 0o120777, data: Array(target.utf8))
    }

    mutating func node(_ name: String, mode: UInt32, _ major: UInt32 = 0, _ minor: UInt32 = 0) {
        entry(Array(name.utf8), mode: mode, node: (major, minor))
    }

    mutating func trailer() { entry(Array("TRAILER!!!".utf8), mode: 0) }

    mutating func append(_ more: [UInt8]) { bytes += more }

    private mutating func pad() { while bytes.count % 4 != 0 { bytes.append(0) } }
}

/// Zero bytes up to a multiple of `size`.
func padded(_ bytes: [UInt8], to size: Int = 4) -> [UInt8] {
    bytes + [UInt8](repeating: 0, count: (size - bytes.count % size) % size)
}
