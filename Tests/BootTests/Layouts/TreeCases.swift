/// Entries whose effect on a tree is easily got wrong, all below `s`.
enum TreeCases {
    /// Archives one after another.
    static func bytes() throws -> [UInt8] {
        // The inode numbers of a segment without a trailer are remembered in the next.
        try Bytes.padded(Bytes.through("gzip", links("a", trailer: false))) + links("b", trailer: true)
            + Bytes.padded(Bytes.through("gzip", links("c", trailer: true))) + links("d", trailer: true)
            + NewcMaker.archive(before) + NewcMaker.archive(after)
    }

    private static func links(_ tag: String, trailer: Bool) -> [UInt8] {
        NewcMaker.archive(trailer: trailer) { maker in
            maker.directory("s")
            maker.file("s/\(tag)1", "", inode: 7, links: 2)
            maker.file("s/\(tag)2", "contents of \(tag)", inode: 7, links: 2)
        }
    }

    private static func before(_ maker: inout NewcMaker) {
        for name in ["usr", "full", "empty", "mode", "through"] { maker.directory("s/" + name) }
        maker.file("s/usr/kept", "kept")
        maker.symlink("s/lib", "usr")
        maker.symlink("s/lib64", "usr")
        maker.file("s/full/f", "x")
        maker.symlink("s/link", "target")
        maker.file("s/target", "untouched")
        maker.file("s/long", "a longer text")
        maker.symlink("s/round", "circle")
        maker.symlink("s/circle", "round")
        maker.entry("s/null", mode: 0o020666, node: (1, 3))
        maker.entry("s/device", mode: 0o020666, node: (1, 3))
        maker.file("s/becomes-device", "x")
    }

    private static func after(_ maker: inout NewcMaker) {
        maker.directory("s/lib")
        maker.file("s/lib/new", "in an empty directory")
        maker.file("s/lib64/new", "through the link")
        maker.file("s/none/f", "no parent")
        maker.file("s/full", "over a directory with something in it")
        maker.file("s/empty", "over an empty directory")
        maker.file("s/link", "own")
        maker.file("s/long", "short")
        maker.file("s/round/f", "x")
        maker.file("s/target/f", "below a file")
        maker.entry("s/mode", mode: 0o040700, links: 2)
        maker.entry("s/null", mode: 0o020666, node: (1, 5))
        maker.file("s/device", "over a device")
        maker.entry("s/becomes-device", mode: 0o060640, node: (7, 1))
        maker.entry("s/whiteout", mode: 0o020000)
        maker.entry("s/pipe", mode: 0o010600)
        maker.entry("s/socket", mode: 0o140600)
        maker.file("s/set-id", Array("x".utf8), mode: 0o6755)
        maker.entry("s/late", mode: 0o100644, modified: 0xf000_0000)
        maker.entry("s/contents", mode: 0o040755, data: [1])
        maker.entry("s/typeless", mode: 0o644)
        maker.file("s/slash/", "x")
        maker.file("/s/absolute", "1")
        maker.file("./s/dot", "2")
        maker.file("s/through/../up", "3")
        maker.file("../../s/above", "4")
        maker.file("s/" + String(repeating: "n", count: 255), "255")
        maker.file("s/" + String(repeating: "n", count: 256), "256")
        let dots = "s/" + String(repeating: "./", count: 2046)
        maker.file(dots + "x", "a name of 4,095 bytes")
        maker.file(dots + "yy", "a name of 4,096 bytes")
        for count in [4094, 4095, 4096, 4097] {
            maker.symlink("s/target-\(count)", String(repeating: "t", count: count))
        }
        maker.symlink("s/target-0", "")
    }
}
