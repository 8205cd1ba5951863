/// Writes newc archives entry by entry, also such as `SegmentBuilder` refuses to write.
struct NewcMaker {
    private(set) var bytes: [UInt8] = []
    private var nextInode: UInt32 = 100

    /// An archive of the entries that `body` adds.
    static func archive(trailer: Bool = true, _ body: (inout NewcMaker) -> Void) -> [UInt8] {
        var maker = NewcMaker()
        body(&maker)
        if trailer { maker.entry("TRAILER!!!", mode: 0) }
        return maker.bytes
    }

    /// - Parameter checksum: makes it an entry of "070702" with this sum.
    mutating func entry(
        _ name: String, mode: UInt32, data: [UInt8] = [], inode: UInt32? = nil, links: UInt32 = 1,
        modified: UInt32 = 0, node: (UInt32, UInt32) = (0, 0), checksum: UInt32? = nil
    ) {
        let number = inode ?? nextInode
        nextInode += 1
        // Documentation/driver-api/early-userspace/buffer-format.rst: thirteen fields of eight digits.
        let fields: [UInt32] = [
            number, mode, 0, 0, links, modified, UInt32(data.count), 0, 0, node.0, node.1,
            UInt32(name.utf8.count + 1), checksum ?? 0,
        ]
        bytes += Array((checksum == nil ? "070701" : "070702").utf8)
        for field in fields {
            let digits = String(field, radix: 16)
            bytes += Array((String(repeating: "0", count: 8 - digits.utf8.count) + digits).utf8)
        }
        bytes += Array(name.utf8) + [0]
        pad()
        bytes += data
        pad()
    }

    mutating func file(
        _ name: String, _ data: [UInt8], mode: UInt32 = 0o644, inode: UInt32? = nil, links: UInt32 = 1
    ) {
        entry(name, mode: 0o100000 | mode, data: data, inode: inode, links: links)
    }

    mutating func file(_ name: String, _ text: String, inode: UInt32? = nil, links: UInt32 = 1) {
        file(name, Array(text.utf8), inode: inode, links: links)
    }

    mutating func directory(_ name: String) { entry(name, mode: 0o040755, links: 2) }

    mutating func symlink(_ name: String, _ target: String) {
        entry(name, mode: 0o120777, data: Array(target.utf8))
    }

    private mutating func pad() { while bytes.count % 4 != 0 { bytes.append(0) } }
}
