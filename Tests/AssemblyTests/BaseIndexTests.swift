import Distributions
import Initramfs
import Machine
import Testing

@testable import Assembly

@Suite struct BaseIndexTests {
    @Test func theInitrdIsReadOnceAndDescribed() throws {
        try withScratch { folder in
            let workshop = try Workshop(folder)
            let path = try #require(workshop.parts.initrd).path
            let index = try BaseIndex.load(workshop.parts, of: workshop.plan([]), cache: workshop.cache)
            let image = try InitrdReader(try InputSource(path: path)).read()
            #expect(index.initrd.statistics == image.tree.statistics)
            #expect(index.initrd.paths.count == image.tree.items().count - 1)
            #expect(index.initrd.paths.node(try EntryName("usr/bin/ls"))?.isShared == true)
            #expect(index.initrd.paths.node(try EntryName("init"))?.isShared == false)
            #expect(
                index.initrd.shape
                    == TreeIndex.Shape(
                        first: .none, last: .none, trailingZeros: 0, hasTrailer: true, failure: nil))
            #expect(index.root == .empty)
            // The file is gone; what is known of its digest stays.
            try write("nothing", to: path)
            let again = try BaseIndex.load(workshop.parts, of: workshop.plan([]), cache: workshop.cache)
            #expect(again.initrd == index.initrd)
        }
    }

    @Test func theShapeOfACompressedBase() async throws {
        try await withScratch { folder in
            var workshop = try Workshop(folder)
            let path = folder + "/base/initrd"
            try write(try Base.initrd().bytes(.lz4) + [0, 0, 0, 0, 0, 0, 0, 0], to: path)
            workshop.parts = ImageParts(
                kernel: workshop.parts.kernel, initrd: try Workshop.part(.initrd, path), root: nil)
            let shape = try BaseIndex.load(workshop.parts, of: workshop.plan([]), cache: workshop.cache)
                .initrd.shape
            #expect(shape?.first == .lz4)
            #expect(shape?.last == .lz4)
            #expect(shape?.failure == nil)
            _ = try await workshop.build(workshop.plan([.test([.file("/etc/x", "x")], compression: .zstd)]))
            let kernel = try workshop.unpacked()
            #expect(kernel.verdict.unpacksWhole)
            #expect(try kernel.contents(of: EntryName("etc/x")) == [UInt8(ascii: "x")])
        }
    }

    @Test func theRootArchiveIsReadAsItUnpacks() async throws {
        try await withScratch { folder in
            let tree = folder + "/tree"
            try plant(
                ["usr/lib/x", "lib -> usr/lib", "etc/passwd", "a", "b = a", "c = a", "empty/", "usr/big"],
                in: tree)
            try write([UInt8](repeating: 7, count: 300_000), to: tree + "/usr/big")
            let path = folder + "/root.tar.gz"
            _ = try await Tool.run(
                ToolCommand("tar", ["-C", tree, "--owner=3", "--group=4", "--sort=name", "-czf", path, "."]))
            let index = try RootIndexer.index(path)
            #expect(index.paths.node(try EntryName("lib"))?.metadata.kind == .symlink(Array("usr/lib".utf8)))
            let library = index.paths.node(try EntryName("usr/lib"))
            #expect(library?.metadata.uid == 3)
            #expect(library?.metadata.gid == 4)
            #expect(library?.isEmpty == false)
            #expect(index.paths.node(try EntryName("empty"))?.isEmpty == true)
            #expect(index.paths.node(try EntryName("b"))?.isShared == true)
            #expect(index.paths.node(try EntryName("etc/passwd"))?.isShared == false)
            // The same tree as an initrd costs the same.
            var builder = SegmentBuilder()
            for name in ["usr/lib", "etc", "empty"] { builder.add(.directory(try EntryName(name))) }
            builder.add(.symlink(try EntryName("lib"), target: Array("usr/lib".utf8)))
            for name in ["usr/lib/x", "etc/passwd", "a"] {
                builder.add(.file(try EntryName(name), contents: BytesContents(name)))
            }
            builder.add(
                .file(
                    try EntryName("usr/big"), contents: BytesContents([UInt8](repeating: 7, count: 300_000))))
            for name in ["b", "c"] { builder.add(.hardLink(try EntryName(name), to: try EntryName("a"))) }
            var sink = MemorySink()
            try builder.build().write(to: &sink, compression: .none)
            let image = try InitrdReader(InputSource(bytes: sink.bytes)).read()
            #expect(index.statistics == image.tree.statistics)
        }
    }

    @Test func aRootImageThatIsNoArchiveIsNoted() throws {
        try withScratch { folder in
            try write(Array("hsqs".utf8) + noise(4096, seed: 8), to: folder + "/root.squashfs")
            let index = try RootIndexer.index(folder + "/root.squashfs")
            #expect(index.paths.count == 0)
            #expect(index.notes.count == 1)
        }
    }
}
