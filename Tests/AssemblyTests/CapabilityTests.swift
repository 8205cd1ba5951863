import Archives
import Initramfs
import Testing

@testable import Assembly

@Suite("CapabilityTests")
struct CapabilityTests {
    /// Values as they lie on disk after setcap with the words beside them (libcap 2.66), and what other programs write.
    @Test(
        "values in setcap's words",
        arguments: [
            ("0100000200200000000000000000000000000000", "cap_net_raw=ep"),
            ("0000000200200000000000000000000000000000", "cap_net_raw=p"),
            ("0100000200300000000000000000000000000000", "cap_net_admin,cap_net_raw=ep"),
            ("0100000200000000000000000001000000000000", "cap_checkpoint_restore=ep"),
            ("0100000200040000002000008000000000000000", "cap_net_bind_service,cap_bpf=ep cap_net_raw=ei"),
            ("0000000200200000002000000000000000000080", "63=i cap_net_raw=ip"),
            ("0100000200000000000000000000000000000000", "="),
            ("010000010020000000000000", "cap_net_raw=ep"),
            ("010000030020000000000000000000000000000000000000", "cap_net_raw=ep"),
        ])
    func text(hex: String, expected: String) throws {
        #expect(CapabilitySets(Self.bytes(hex))?.text == expected)
    }

    @Test("capabilities of a user namespace have no words")
    func namespace() throws {
        let sets = try #require(
            CapabilitySets(Self.bytes("0100000300200000000000000000000000000000e8030000")))
        #expect(sets.namespaceRoot == 1000 && sets.text == nil)
    }

    @Test(
        "what the kernel would refuse",
        arguments: [
            "", "01", "01000002", "010000020020000000000000", "0100000400200000000000000000000000000000",
            "0300000200200000000000000000000000000000", "010000020020000000000000000000000000000000",
            "01000003002000000000000000000000000000000000",
        ])
    func refused(hex: String) throws {
        #expect(CapabilitySets(Self.bytes(hex)) == nil)
        #expect(throws: CapabilityFault.self) {
            try FileCapability(name: EntryName("usr/bin/x"), value: Self.bytes(hex))
        }
    }

    @Test("the list: sorted, the last value of a path, odd names escaped")
    func list() throws {
        let old = Self.bytes("0100000200300000000000000000000000000000")
        let value = Self.bytes("0100000200200000000000000000000000000000")
        let user = Self.bytes("0100000300200000000000000000000000000000e8030000")
        let list = CapabilityList([
            try FileCapability(name: EntryName("usr/bin/ping"), value: old),
            try FileCapability(name: EntryName("usr/bin/ping"), value: value),
            try FileCapability(name: EntryName(Array("usr/bin/a b\\\tü\n".utf8)), value: user),
        ])
        let expected =
            "0100000300200000000000000000000000000000e8030000\t-\t/usr/bin/a b\\0134\\0011\\0303\\0274\\0012\n"
            + "0100000200200000000000000000000000000000\tcap_net_raw=ep\t/usr/bin/ping\n"
        #expect(String(decoding: list.bytes, as: UTF8.self) == expected)
        #expect(CapabilityList([]).bytes.isEmpty)
        #expect(
            CapabilityList.names([try EntryName("z"), try EntryName("a\u{7f}")])
                == Array("/a\\0177\n/z\n".utf8))
    }

    @Test("the reader hands out the attribute, whatever wrote it", arguments: ["SCHILY", "LIBARCHIVE"])
    func reading(vendor: String) throws {
        let value = Self.bytes("0100000200200000000000000000000000000000")
        // libarchive writes its own records in base 64.
        let written = vendor == "SCHILY" ? value : Array("AQAAAgAgAAAAAAAAAAAAAAAAAAA".utf8)
        let record = Self.record("\(vendor).xattr.security.capability", written)
        let tar =
            Self.member("x", type: "x", record) + Self.member("usr/bin/ping", type: "0", [1, 2, 3])
            + Self.member("usr/bin/other", type: "0", []) + [UInt8](repeating: 0, count: 1024)
        var position = 0
        var archive = try ForeignArchive { buffer in
            let count = min(buffer.count, tar.count - position)
            buffer.copyBytes(from: tar[position..<(position + count)])
            position += count
            return count
        }
        let ping = try #require(try archive.next())
        #expect(ping.plainPath == Array("usr/bin/ping".utf8) && ping.capability == value)
        #expect(try archive.next()?.capability == nil)
    }

    @Test("of a root archive: capabilities of what is there last, names that busybox may not read")
    func facts() throws {
        let value = Self.record(
            "SCHILY.xattr.security.capability", Self.bytes("0100000200200000000000000000000000000000"))
        let long = String(repeating: "d", count: 60) + "/" + String(repeating: "f", count: 60)
        let tar =
            Self.member("x", type: "x", value) + Self.member("usr/bin/ping", type: "0", [1])
            + Self.member("x", type: "x", value) + Self.member("usr/bin/other", type: "0", [1])
            + Self.member("usr/bin/other", type: "0", [2])
            + Self.member("x", type: "x", Self.record("path", Array(long.utf8)))
            + Self.member(String(long.prefix(99)), type: "0", []) + [UInt8](repeating: 0, count: 1024)
        try withScratch { scratch in
            try write(tar, to: scratch + "/root.tar")
            let facts = try RootFacts.read(scratch + "/root.tar")
            #expect(
                String(decoding: facts.capabilities.bytes, as: UTF8.self)
                    == "0100000200200000000000000000000000000000\tcap_net_raw=ep\t/usr/bin/ping\n")
            #expect(facts.names == [try EntryName(long)])
        }
    }

    @Test("of a root archive: links whose targets busybox may not read, in the list that stage one reads")
    func links() throws {
        let long = String(repeating: "t", count: 120)
        func pax(_ key: String, _ value: String) -> [UInt8] {
            Self.member("x", type: "x", Self.record(key, Array(value.utf8)))
        }
        // Writers put the beginning of a target into the header, too; libarchive counts on it.
        let tar =
            Self.member("file", type: "0", [1]) + pax("linkpath", long)
            + Self.member("far", type: "2", link: "t", []) + pax("linkpath", "./" + long)
            + Self.member("hard", type: "1", link: "./t", []) + pax("linkpath", "z\u{fc}")
            + Self.member("odd", type: "2", link: "z", []) + pax("linkpath", long)
            + Self.member("gone", type: "2", link: "t", []) + Self.member("gone", type: "0", [])
            + pax("mtime", "1.5") + Self.member("plain", type: "2", link: "t", [])
            + pax("path", "\u{fc}") + Self.member("x", type: "2", link: "t", [])
            + [UInt8](repeating: 0, count: 1024)
        try withScratch { scratch in
            try write(tar, to: scratch + "/root.tar")
            let facts = try RootFacts.read(scratch + "/root.tar")
            #expect(
                facts.links == [
                    RootLink(name: try EntryName("far"), kind: .symbolic(Array(long.utf8))),
                    RootLink(name: try EntryName("hard"), kind: .hard(try EntryName(long))),
                    RootLink(name: try EntryName("odd"), kind: .symbolic(Array("z\u{fc}".utf8))),
                ])
            #expect(
                String(decoding: CapabilityList.names(facts.names, links: facts.links), as: UTF8.self)
                    == "/far\ts\t\(long)\n/hard\th\t/\(long)\n/odd\ts\tz\\0303\\0274\n/\\0303\\0274\n")
            // From the cache it is the same.
            let cache = try CacheFolder(home: scratch + "/cache")
            let part = try Workshop.part(.root, scratch + "/root.tar")
            #expect(try RootFacts.load(part, cache: cache) == facts)
            #expect(try RootFacts.load(part, cache: cache) == facts)
        }
    }

    /// A record of a pax header; its length counts itself.
    static func record(_ key: String, _ value: [UInt8]) -> [UInt8] {
        let rest = Array(" \(key)=".utf8) + value + [0x0a]
        var length = rest.count + 1
        while "\(length)".utf8.count + rest.count != length { length += 1 }
        return Array("\(length)".utf8) + rest
    }

    /// A ustar member with its data.
    static func member(_ name: String, type: String, link: String = "", _ data: [UInt8]) -> [UInt8] {
        func octal(_ number: Int, _ width: Int) -> [UInt8] {
            let digits = Array(String(number, radix: 8).utf8)
            return [UInt8](repeating: 0x30, count: width - 1 - digits.count) + digits + [0]
        }
        var header = Array(name.utf8) + [UInt8](repeating: 0, count: 100 - name.utf8.count)
        header += octal(0o755, 8) + octal(0, 8) + octal(0, 8) + octal(data.count, 12) + octal(0, 12)
        header += [UInt8](repeating: 0x20, count: 8) + Array(type.utf8)
        header += Array(link.utf8) + [UInt8](repeating: 0, count: 100 - link.utf8.count)
        header += Array("ustar".utf8) + [0, 0x30, 0x30] + [UInt8](repeating: 0, count: 247)
        let sum = octal(header.reduce(0) { $0 + Int($1) }, 7)
        header.replaceSubrange(148..<155, with: sum)
        return header + data + [UInt8](repeating: 0, count: (512 - data.count % 512) % 512)
    }

    static func bytes(_ hex: String) -> [UInt8] {
        let digits = Array(hex.utf8)
        return stride(from: 0, to: digits.count, by: 2).compactMap {
            UInt8(String(decoding: digits[$0...($0 + 1)], as: UTF8.self), radix: 16)
        }
    }
}
