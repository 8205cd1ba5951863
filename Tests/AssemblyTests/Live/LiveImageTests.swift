import Distributions
import Machine
import Recipes
import TestSupport
import Testing

@testable import Assembly

@Suite("Live images")
struct LiveImageTests {
    private static func read(_ image: String, _ scratch: String) async throws -> LiveImage {
        let cache = try CacheFolder(home: scratch + "/cache")
        return try await LiveImageReader(cache: cache).read(try Workshop.part(.root, image))
    }

    private static let whole = LiveImage.Deployment(path: LiveFixture.path, isWhole: true)

    @Test(
        "a squashfs with rootfs.img: its deployment, and the other name of it",
        .enabled(if: LiveFixture.canMakeExt, "needs squashfs-tools and e2fsprogs"))
    func nested() async throws {
        try await withScratch { scratch in
            try LiveFixture.sysroot(scratch + "/tree")
            try LiveFixture.nested(scratch + "/tree", in: scratch, to: scratch + "/live.img")
            let image = try await Self.read(scratch + "/live.img", scratch)
            #expect(image.form == .nested("LiveOS/rootfs.img"))
            #expect(image.hasOstree && image.deployments == [Self.whole])
            let other = LiveFixture.path.replacing("boot.0/", with: "boot.0.1/")
            #expect(image.aliases == [other: LiveFixture.path])
            #expect(try names(in: scratch + "/cache/kimage/live").isEmpty)
        }
    }

    @Test(
        "the image of a file system by itself", .enabled(if: LiveFixture.canMakeExt, "needs e2fsprogs"))
    func fileSystem() async throws {
        try await withScratch { scratch in
            try LiveFixture.sysroot(scratch + "/tree", serials: [0, 1], dangling: [1])
            try LiveFixture.ext(scratch + "/tree", to: scratch + "/root.img")
            let image = try await Self.read(scratch + "/root.img", scratch)
            #expect(image.form == .fileSystem)
            #expect(image.deployments.map(\.isWhole) == [true, false])
        }
    }

    @Test(
        "a squashfs that is the root, with ostree and without",
        .enabled(if: LiveFixture.canMake, "needs squashfs-tools"))
    func squashfs() async throws {
        try await withScratch { scratch in
            try LiveFixture.sysroot(scratch + "/tree", serials: [0, 1])
            try LiveFixture.squash(scratch + "/tree", to: scratch + "/root.img")
            let image = try await Self.read(scratch + "/root.img", scratch)
            #expect(image.form == .squashfs && image.deployments.count == 2)
            try Directory.create(scratch + "/plain/proc")
            try LiveFixture.squash(scratch + "/plain", to: scratch + "/plain.img")
            #expect(try await Self.read(scratch + "/plain.img", scratch) == LiveImage(form: .squashfs))
        }
    }

    @Test("what was found is kept by digest: the second look starts no program")
    func cached() async throws {
        try await withScratch { scratch in
            let cache = try CacheFolder(home: scratch + "/cache")
            try write(Array("hsqs".utf8), to: scratch + "/root.img")
            let part = try Workshop.part(.root, scratch + "/root.img")
            let known = LiveImage(
                form: .nested("LiveOS/rootfs.img"), hasOstree: true,
                deployments: [Self.whole, .init(path: "/ostree/boot.1/x", isWhole: false)],
                aliases: ["/a": "/b", "/c": "/d"], unread: "why")
            try LiveImageRecord(path: try cache.folder("index") + "/live-\(part.digest.hex)").write(known)
            let reader = LiveImageReader(cache: cache) { Issue.record("\($0) was started") }
            #expect(try await reader.read(part) == known)
        }
    }

    @Test(
        "what dracut would find no root in is refused",
        .enabled(if: LiveFixture.canMake, "needs squashfs-tools"))
    func refused() async throws {
        try await withScratch { scratch in
            try write("no image at all", to: scratch + "/text.img")
            try Directory.create(scratch + "/empty/etc")
            try LiveFixture.squash(scratch + "/empty", to: scratch + "/empty.img")
            try Directory.create(scratch + "/liveos/LiveOS")
            try LiveFixture.squash(scratch + "/liveos", to: scratch + "/liveos.img")
            for name in ["text", "empty", "liveos"] {
                await #expect(throws: Diagnostics.self, "\(name)") {
                    try await Self.read("\(scratch)/\(name).img", scratch)
                }
            }
        }
    }

    @Test(
        "a damaged squashfs is an error and no crash",
        .enabled(if: LiveFixture.canMake, "needs squashfs-tools"))
    func damaged() async throws {
        try await withScratch { scratch in
            try LiveFixture.sysroot(scratch + "/tree")
            try LiveFixture.squash(scratch + "/tree", to: scratch + "/root.img")
            let good = try bytes(scratch + "/root.img")
            for (index, cut) in [60, 200].enumerated() {
                try write(Array(good[..<cut]), to: "\(scratch)/cut\(index).img")
                await #expect(throws: ToolFailure.self) {
                    try await Self.read("\(scratch)/cut\(index).img", scratch)
                }
            }
        }
    }

    @Test("listings: links with their targets, and lines that are none are passed over")
    func listing() {
        let text = """
            Parallel unsquashfs: Using 1 processor
            drwxr-xr-x 0/0                      71 2026-11-25 09:09 squashfs-root/ostree
            lrwxrwxrwx 0/0                       8 2026-11-25 09:09 squashfs-root/ostree/boot.0 -> boot.0.1
            -rw-r--r-- 0/0                67108864 2026-11-25 09:09 squashfs-root/LiveOS/rootfs.img
            crw-rw-rw- 0/0                  1,   3 2026-11-25 09:09 squashfs-root/dev/null
            lrwxrwxrwx 0/0
            """
        #expect(
            SquashfsListing.parse(text) == [
                LiveEntry(path: "ostree", kind: .directory),
                LiveEntry(path: "ostree/boot.0", kind: .link(target: "boot.0.1")),
                LiveEntry(path: "LiveOS/rootfs.img", kind: .file(size: 67_108_864)),
            ])
    }

    @Test("links that lead out of the root, and names that ostree never gives, are no deployments")
    func hostile() {
        let sum = LiveFixture.boot
        let names = ["a b", "x;y", "-R", "..", "ok"]
        var tree = LiveTree([LiveEntry(path: "ostree", kind: .directory)])
        tree.add(LiveEntry(path: "ostree/boot.0", kind: .link(target: "../../boot.0.1")))
        tree.add(LiveEntry(path: "ostree/boot.1", kind: .directory))
        for name in names {
            tree.add(LiveEntry(path: "ostree/boot.1/\(name)", kind: .directory))
            tree.add(LiveEntry(path: "ostree/boot.1/\(name)/\(sum)", kind: .directory))
            tree.add(
                LiveEntry(path: "ostree/boot.1/\(name)/\(sum)/0", kind: .link(target: "../../../../../../x")))
        }
        let found = tree.deployments()
        #expect(found.list == [.init(path: "/ostree/boot.1/ok/\(sum)/0", isWhole: false)])
        #expect(LiveTree.resolve("/a/./b", from: "x/y") == "a/b")
    }

    @Test("a file that is longer than its listing says is refused; zeros become holes")
    func sparse() throws {
        try withScratch { scratch in
            let contents = [UInt8](repeating: 0, count: 300_000) + [7] + [UInt8](repeating: 0, count: 99_999)
            var writer = try SparseWriter(path: scratch + "/a", limit: 400_000)
            for start in stride(from: 0, to: contents.count, by: 50_000) {
                try contents[start..<start + 50_000].withUnsafeBytes { try writer.write($0) }
            }
            try writer.finish()
            #expect(try bytes(scratch + "/a") == contents)
            var short = try SparseWriter(path: scratch + "/b", limit: 10)
            #expect(throws: MachineFailure.self) {
                try contents[..<11].withUnsafeBytes { try short.write($0) }
            }
        }
    }
}
