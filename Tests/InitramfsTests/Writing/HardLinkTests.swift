import Testing

@testable import Initramfs

@Suite struct HardLinkTests {
    /// Name, inode, links and size of every entry, read back by position.
    private func table(_ bytes: [UInt8]) -> [(name: String, inode: Int, links: Int, size: Int)] {
        var result: [(String, Int, Int, Int)] = []
        var offset = 0
        func field(_ index: Int) -> Int {
            let start = offset + 6 + 8 * index
            return Int(String(decoding: bytes[start..<(start + 8)], as: UTF8.self), radix: 16) ?? -1
        }
        while offset + 110 <= bytes.count {
            let (length, size) = (field(11), field(6))
            let name = String(decoding: bytes[(offset + 110)..<(offset + 110 + length - 1)], as: UTF8.self)
            result.append((name, field(0), field(4), size))
            offset += (110 + length + 3) / 4 * 4 + (size + 3) / 4 * 4
        }
        return result
    }

    @Test func firstNameInOrderCarriesTheData() throws {
        let all = table(try Samples.bytes(try Samples.segment(try Samples.entries())))
        let group = all.filter { $0.name.hasSuffix("tool") || $0.name.hasSuffix("alias") }
        #expect(group.map(\.name) == ["bin/alias", "bin/tool", "usr/bin/tool"])
        #expect(Set(group.map(\.inode)).count == 1)
        #expect(group.map(\.links) == [3, 3, 3])
        #expect(group.map(\.size) == [10, 0, 0])
    }

    @Test func inodesAreConsecutiveAndUnique() throws {
        let all = table(try Samples.bytes(try Samples.segment(try Samples.entries())))
        #expect(all.last?.name == "TRAILER!!!")
        var seen: [Int] = []
        for entry in all.dropLast() where !seen.contains(entry.inode) { seen.append(entry.inode) }
        #expect(seen == Array(1...seen.count))
        for entry in all.dropLast() where entry.name.hasSuffix("bin") { #expect(entry.links == 2) }
        #expect(all.first { $0.name == "etc/motd" }?.links == 1)
    }

    @Test func linkTakesTheMetadataOfItsTarget() throws {
        let segment = try Samples.segment([
            .hardLink(try EntryName("a"), to: try EntryName("b")),
            .file(try EntryName("b"), permissions: 0o751, uid: 3, contents: BytesContents("x")),
        ])
        let bytes = try Samples.bytes(segment)
        #expect(String(decoding: bytes[14..<22], as: UTF8.self) == "000081E9")
        #expect(String(decoding: bytes[22..<30], as: UTF8.self) == "00000003")
    }

    @Test(arguments: ["missing", "dir", "link", "self"]) func badTargets(target: String) throws {
        let entries: [SegmentEntry] = [
            .file(try EntryName("file"), contents: BytesContents("x")),
            .directory(try EntryName("dir")),
            .hardLink(try EntryName("link"), to: try EntryName("file")),
            .hardLink(try EntryName("self"), to: try EntryName(target)),
        ]
        #expect(throws: SegmentFault.hardLinkTarget(try EntryName("self"), try EntryName(target))) {
            try Samples.segment(entries)
        }
    }
}
