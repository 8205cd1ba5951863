import Archives
import Initramfs
import Machine
import Testing

@testable import Assembly

/// What reading a root archive leaves: the tree that unpacking it would.
@Suite struct RootArchiveTests {
    private static func read(_ tar: RootTarball, _ body: (RootArchive) throws -> Void) throws {
        try withScratch { folder in
            try body(try RootArchive.read(try tar.part("\(folder)/root.tar").path, spoolIn: folder))
            #expect(try names(in: folder) == ["root.tar"])
        }
    }

    private static func text(_ archive: RootArchive, _ path: String) throws -> String? {
        let name = try EntryName(path)
        let entry = archive.entries.first { $0.name == name }
        return try entry?.contents.map {
            String(decoding: try $0.bytes(limit: 1 << 20, of: name), as: UTF8.self)
        }
    }

    @Test func aLaterEntryReplacesAnEarlierOne() throws {
        var tar = RootTarball()
        tar.add("a", .file, Array("old".utf8), mode: 0o600)
        tar.add("b", .hardLink(Array("a".utf8)))
        tar.add("a", .file, Array("new".utf8), mode: 0o640)
        tar.add("c", .file, Array("gone".utf8))
        tar.link("c", to: "a")
        try Self.read(tar) { archive in
            #expect(archive.entries.map(\.name.description) == ["/a", "/b", "/c"])
            let texts = try ["a", "b"].map { try Self.text(archive, $0) }
            #expect(texts == ["new", "old"])
            #expect(archive.entries.map(\.metadata.permissions) == [0o640, 0o600, 0o777])
            #expect(archive.entries[2].metadata.kind == .symlink(Array("a".utf8)))
            #expect(archive.entries[0].inode != archive.entries[1].inode)
        }
    }

    @Test func pathsLeadThroughLinks() throws {
        var tar = RootTarball()
        tar.folder("usr/lib")
        tar.link("lib", to: "usr/lib")
        tar.add("lib/x", .file, Array("x".utf8))
        tar.folder("lib/modules", mode: 0o711)
        try Self.read(tar) { archive in
            #expect(
                archive.entries.map(\.name.description)
                    == ["/lib", "/usr", "/usr/lib", "/usr/lib/modules", "/usr/lib/x"])
            // Nobody said what /usr is like.
            #expect(archive.entries[1].metadata == EntryMetadata(kind: .directory, permissions: 0o755))
            #expect(archive.entries[3].metadata.permissions == 0o711)
        }
    }

    @Test func hardLinksShareWhatTheirFileHas() throws {
        try Self.read(RootTarball.sample()) { archive in
            let pings = archive.entries.filter { $0.name.last.starts(with: Array("ping".utf8)) }
            #expect(pings.count == 2)
            #expect(Set(pings.map(\.inode)).count == 1)
            #expect(pings.allSatisfy { $0.metadata.permissions == 0o4755 })
            #expect(pings.allSatisfy { $0.capability == RootTarball.capability })
            #expect(archive.root.permissions == 0o751)
            #expect(archive.root.modified == 77)
            #expect(archive.bytes == 9000 + 7 + 1 + 4)
        }
    }

    @Test func whatLiesBelowALinkIsRefused() throws {
        var tar = RootTarball()
        tar.folder("a")
        tar.add("a/b", .file, Array("b".utf8))
        tar.link("a", to: "elsewhere")
        try withScratch { folder in
            let path = try tar.part("\(folder)/root.tar").path
            let fault = failure(RootImageFault.self) {
                _ = try RootArchive.read(path, spoolIn: folder)
            }
            #expect(
                fault?.description.contains("/a/b, but what it has at /a in the end is no folder") == true)
        }
    }

    @Test func namesThatLeadOutOfTheTreeAreLeftOut() throws {
        var tar = RootTarball()
        tar.add("../outside", .file, Array("x".utf8))
        tar.link("up", to: "../../..")
        tar.add("up/inside", .file, Array("y".utf8))
        try Self.read(tar) { archive in
            #expect(archive.entries.map(\.name.description) == ["/inside", "/up"])
        }
    }

    @Test func limitsHold() throws {
        try withScratch { folder in
            let path = try RootTarball.sample().part("\(folder)/root.tar").path
            let limits = ArchiveLimits(totalBytes: 8000)
            let fault = failure(ArchiveFault.self) {
                _ = try RootArchive.read(path, spoolIn: folder, limits: limits)
            }
            #expect(fault?.code == .limit)
            #expect(try names(in: folder) == ["root.tar"])
        }
    }

    @Test func aValueThatIsNoCapabilityIsRefused() throws {
        var tar = RootTarball()
        tar.add("x", .file, Array("x".utf8), capability: [1, 2, 3])
        try withScratch { folder in
            let path = try tar.part("\(folder)/root.tar").path
            #expect(throws: CapabilityFault.self) { try RootArchive.read(path, spoolIn: folder) }
        }
    }
}
