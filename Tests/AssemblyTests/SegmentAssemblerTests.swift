import Distributions
import Glibc
import Initramfs
import Machine
import Recipes
import Testing

@testable import Assembly

@Suite struct SegmentAssemblerTests {
    /// The drafts of segments over the base of the tests.
    private static func drafts(
        _ segments: [PlannedSegment], in folder: String, root: [String]? = nil, modified: UInt32 = 0
    ) throws -> (drafts: [SegmentDraft], warnings: [Diagnostic]) {
        let workshop = try Workshop(folder)
        var index = try BaseIndex.load(workshop.parts, of: workshop.plan([]), cache: workshop.cache)
        if root != nil {
            // A root tree with the same paths as the initrd's.
            index = BaseIndex(initrd: index.initrd, root: index.initrd)
        }
        var assembler = SegmentAssembler(
            parts: workshop.parts, index: index,
            digests: ContentDigests(index: try StatIndex(cache: workshop.cache)), modified: modified,
            limits: OverlayLimits())
        let drafts = try assembler.drafts(of: segments)
        return (drafts, assembler.diagnostics.items)
    }

    /// Every entry as `mode uid:gid name`, with a link's target.
    private static func lines(_ draft: SegmentDraft) -> [String] {
        draft.entries.map { entry in
            let octal = String(entry.metadata.mode, radix: 8)
            var line = "\(octal) \(entry.metadata.uid):\(entry.metadata.gid) \(entry.name)"
            if case .symlink(let target) = entry.metadata.kind { line += " -> \(Escaping.printable(target))" }
            if case .bytes(let bytes, _) = entry.contents { line += " \(bytes.count)" }
            if case .file(let file, _) = entry.contents { line += " \(file.size)" }
            return line
        }
    }

    private static func messages(_ segments: [PlannedSegment], root: [String]? = nil) throws -> [String] {
        try withScratch { folder in
            let found = failure(Diagnostics.self) { _ = try drafts(segments, in: folder, root: root) }
            return found?.items.map { "\($0.position?.line ?? 0) \($0.message)" } ?? []
        }
    }

    @Test func pathsGoThroughTheBasesLinksAndFoldersKeepTheirModes() throws {
        try withScratch { folder in
            try plant(["lib/modules/x.ko", "bin/tool", "etc/issue", "var/log/"], in: folder + "/overlay")
            let (drafts, _) = try Self.drafts(
                [.test([.overlay(folder + "/overlay", owner: Owner(uid: 7, gid: 8))])], in: folder)
            #expect(
                Self.lines(try #require(drafts.first)) == [
                    "40750 5:6 /etc", "100644 7:8 /etc/issue 9", "40755 0:0 /run", "40755 7:8 /run/var",
                    "40755 7:8 /run/var/log", "40755 0:0 /usr", "40755 0:0 /usr/bin",
                    "100644 7:8 /usr/bin/tool 8",
                    "40751 0:0 /usr/lib", "40755 7:8 /usr/lib/modules", "100644 7:8 /usr/lib/modules/x.ko 16",
                ])
            let times = drafts.first?.entries.filter { ["/etc", "/usr/lib"].contains("\($0.name)") }
            #expect(
                times?.map(\.metadata.modified) == [77, 1234], "folders of the base keep their times too")
        }
    }

    @Test func folderEntriesSayWhatTheRecipeSays() throws {
        try withScratch { folder in
            let (drafts, _) = try Self.drafts(
                [
                    .test([
                        .folder("/etc", mode: 0o700, owner: Owner(uid: 1, gid: 1)),
                        .file("/etc/x", "x"), .folder("/lib/new", mode: 0o1777),
                        .file("/lib/new/deep/y", "y"),
                    ])
                ], in: folder, modified: 99)
            #expect(
                Self.lines(try #require(drafts.first)) == [
                    "40700 1:1 /etc", "100644 0:0 /etc/x 1", "40755 0:0 /usr", "40751 0:0 /usr/lib",
                    "41777 0:0 /usr/lib/new", "40755 0:0 /usr/lib/new/deep",
                    "100644 0:0 /usr/lib/new/deep/y 1",
                ])
            #expect(drafts.first?.entries.last?.metadata.modified == 99)
        }
    }

    @Test func anExplicitFolderCountsBeforeAndAfterAnOverlay() throws {
        try withScratch { folder in
            try plant(["data/x"], in: folder + "/overlay")
            let item = PlannedItem.folder("/data", mode: 0o700)
            let overlay = PlannedItem.overlay(folder + "/overlay")
            for items in [[item, overlay], [overlay, item]] {
                let (drafts, _) = try Self.drafts([.test(items)], in: folder)
                #expect(
                    Self.lines(try #require(drafts.first)) == ["40700 0:0 /data", "100644 0:0 /data/x 6"])
            }
        }
    }

    @Test func laterItemsReplaceEarlierOnes() throws {
        try withScratch { folder in
            let (drafts, _) = try Self.drafts(
                [
                    .test([
                        .file("/a", "first"), .file("/a", "second one"), .file("/b", "x"), .link("/b", "/a"),
                    ]),
                    .test([.file("/a", "third")], name: "more"),
                ], in: folder)
            #expect(Self.lines(drafts[0]) == ["100644 0:0 /a 10", "120777 0:0 /b -> /a"])
            #expect(Self.lines(drafts[1]) == ["100644 0:0 /a 5"])
        }
    }

    @Test func aLinkOfOneSegmentIsFollowedByTheNext() throws {
        try withScratch { folder in
            let (drafts, _) = try Self.drafts(
                [.test([.link("/opt", "usr/opt")]), .test([.file("/opt/bin/x", "x")], name: "more")],
                in: folder)
            #expect(Self.lines(drafts[1]).last == "100644 0:0 /usr/opt/bin/x 1")
        }
    }

    @Test func whatCannotStandTogetherIsTold() throws {
        let messages = try Self.messages([
            .test([
                .file("/etc", "x", line: 1), .file("/etc/passwd/x", "x", line: 2), .folder("/init", line: 3),
                .folder("/new", line: 4), .link("/new", "/etc", line: 5), .file("/plain", "x", line: 6),
                .folder("/plain", line: 7), .file("/one/x", "x", line: 8), .file("/../x", "x", line: 9),
                .folder("/", mode: 0o700, line: 10), .file("/TRAILER!!!", "x", line: 11),
                .link("/l", "", line: 12),
                .file("/", "x", line: 13),
                PlannedItem(
                    path: "/dev/x",
                    content: .device(.block, major: 5000, minor: 0, mode: 0o600, owner: .root),
                    origin: .line(14)),
                PlannedItem(
                    path: "/gone", content: .file(.path("/nonexistent/file"), mode: 0o644, owner: .root),
                    origin: .line(15)),
                PlannedItem(
                    path: "/root.tar", content: .file(.artifact(.root), mode: 0o644, owner: .root),
                    origin: .line(16)),
            ])
        ])
        #expect(
            messages == [
                "1 /etc is a folder already, and a folder is not replaced by something else",
                "2 /etc/passwd/x needs a folder /etc/passwd, but a file of the base or an earlier segment is there",
                "3 /init must be a folder, but a file of the base or an earlier segment is there",
                "5 /new is a folder already (asked for at recipe.toml:4:1), and a folder is not replaced by something else",
                "7 /plain must be a folder, but a file (asked for at recipe.toml:6:1) is there",
                "8 /one/x: the symbolic links of the image lead in a circle or to a path that is too long",
                "9 /../x: a component of the path is \"..\"",
                "10 the root directory itself cannot be given a mode or an owner",
                "11 /TRAILER!!!: this name ends an archive and cannot be in one",
                "12 /l: a link's target has 1 to 4095 bytes and no NUL",
                "13 the root directory cannot be replaced by something else",
                "14 /dev/x: the device 5000:0 is none of Linux",
                "15 cannot open /nonexistent/file: No such file or directory",
                "16 /root.tar is the base's root, and the base has none",
            ])
    }

    @Test func anEmptyFolderGivesWayInTheInitramfsOnly() throws {
        #expect(try Self.messages([.test([.link("/empty", "/etc")])]) == [])
        let root = PlannedSegment.test([.link("/empty", "/etc")], placement: .root(prefix: "kimage/files"))
        #expect(
            try Self.messages([root], root: []) == [
                "1 /empty is a folder already, and a folder is not replaced by something else"
            ])
    }

    @Test func filesOverHardLinksAreDetachedFirst() throws {
        try withScratch { folder in
            let (drafts, _) = try Self.drafts(
                [.test([.file("/bin/ls", "#!/bin/sh\n", mode: 0o755)])], in: folder)
            #expect(drafts.map(\.name) == ["files-detach", "files"])
            #expect(
                Self.lines(drafts[0]) == [
                    "40755 0:0 /usr", "40755 0:0 /usr/bin", "120777 0:0 /usr/bin/ls -> /dev/null",
                ])
            let root = PlannedSegment.test([.file("/bin/ls", "x")], placement: .root(prefix: "kimage/files"))
            let (placed, warnings) = try Self.drafts([root], in: folder + "/root", root: [])
            #expect(placed.map(\.name) == ["files"])
            #expect(
                warnings.map(\.message) == [
                    "/usr/bin/ls has further names in the root tree (hard links); replacing it may change them too"
                ])
        }
    }

    @Test func theRootTreesFilesLieBelowTheirFolder() throws {
        try withScratch { folder in
            let (drafts, _) = try Self.drafts(
                [
                    .test([.file("/init", "x", mode: 0o755)], name: "stage-one"),
                    .test([.file("/lib/x", "x")], placement: .root(prefix: "kimage/files")),
                ], in: folder, root: [])
            #expect(
                Self.lines(drafts[1]) == [
                    "40755 0:0 /kimage", "40755 0:0 /kimage/files", "40755 0:0 /kimage/files/usr",
                    "40751 0:0 /kimage/files/usr/lib", "100644 0:0 /kimage/files/usr/lib/x 1",
                ])
        }
    }

    @Test func modesAndOwnersOfAnOverlayAreThePlans() throws {
        try withScratch { folder in
            let overlay = folder + "/overlay"
            try plant(["etc/secret", "bin/su", "home/x", "same", "other = same"], in: overlay)
            try check(chmod(overlay + "/bin/su", 0o6777))
            try check(chmod(overlay + "/etc/secret", 0o600))
            let (drafts, _) = try Self.drafts(
                [
                    .test([
                        .overlay(
                            overlay, at: "/opt",
                            modes: [
                                OverlayMode(path: "etc/secret", mode: 0o400),
                                OverlayMode(path: "/bin/su", mode: 0o4755),
                                OverlayMode(path: "home", mode: 0o711),
                                OverlayMode(path: "same", mode: 0o600),
                            ], owners: [OverlayOwner(path: "home", owner: Owner(uid: 1000, gid: 1000))])
                    ])
                ], in: folder)
            #expect(
                Self.lines(try #require(drafts.first)) == [
                    "40755 0:0 /opt", "40755 0:0 /opt/bin", "104755 0:0 /opt/bin/su 6", "40755 0:0 /opt/etc",
                    "100400 0:0 /opt/etc/secret 10", "40711 1000:1000 /opt/home", "100644 0:0 /opt/home/x 6",
                    "100600 0:0 /opt/other 4", "100600 0:0 /opt/same 4",
                ])
            let wrong = [OverlayMode(path: "etc/sceret", mode: 0o400)]
            let found = failure(Diagnostics.self) {
                _ = try Self.drafts([.test([.overlay(overlay, modes: wrong)])], in: folder)
            }
            #expect(found?.items.map(\.message) == ["modes: the overlay \(overlay) holds no etc/sceret"])
        }
    }

    @Test func keysSeeEverythingThatTheBytesDependOn() throws {
        let name = try EntryName("a")
        func entry(_ change: (inout DraftEntry) -> Void = { _ in }) -> DraftEntry {
            var entry = DraftEntry(
                name: name, metadata: EntryMetadata(kind: .regular, permissions: 0o644),
                contents: .bytes([1], ContentHasher.digest([1])))
            change(&entry)
            return entry
        }
        func key(_ entries: [DraftEntry], _ compression: Compression = .zstd, level: Int? = 3) -> SHA256Digest
        {
            SegmentDraft(name: "x", compression: compression, level: level, entries: entries).key
        }
        let plain = key([entry()])
        #expect(plain == key([entry { $0.origin = .line(9) }]))
        let others = [
            key([entry()], .gzip), key([entry()], level: 4), key([]),
            key([entry { $0.metadata.permissions = 0o600 }]), key([entry { $0.metadata.uid = 1 }]),
            key([entry { $0.metadata.gid = 1 }]), key([entry { $0.metadata.modified = 1 }]),
            key([entry { $0.contents = .bytes([2], ContentHasher.digest([2])) }]),
            key([entry { $0.metadata.kind = .symlink([1]) }]),
            key([entry { $0.metadata.kind = .symlink([2]) }]),
            key([entry { $0.metadata.kind = .character(major: 1, minor: 2) }]),
        ]
        #expect(Set(others + [plain]).count == others.count + 1)
    }
}
