import TestSupport
import Testing

@testable import Initramfs

/// Segments, the tree, its statistics and contents.
@Suite("Tree and segments")
struct TreeTests {
    static let hasTools = ChildProgram.exists("gzip", "zstd")

    private func twoSegments() throws -> [UInt8] {
        let base = CpioMaker.archive { maker in
            maker.directory("d")
            maker.file("d/empty", "")
            maker.file("d/page", [UInt8](repeating: 1, count: 4096))
            maker.file("big", [UInt8](repeating: 2, count: 65 * 4096 + 1))
            maker.symlink("link", "d/page")
            maker.node("null", mode: 0o020666, 1, 3)
            maker.file("h1", "", inode: 9, links: 3)
            maker.file("h2", "", inode: 9, links: 3)
            maker.file("h3", "linked", inode: 9, links: 3)
        }
        let overlay = CpioMaker.archive { maker in
            maker.file("big", "small now")
            maker.directory("d/sub")
        }
        return padded(try compress("gzip", base)) + overlay
    }

    @Test("statistics after each segment", .enabled(if: hasTools))
    func statistics() throws {
        let image = try read(twoSegments())
        let first = image.segments[0].statistics
        #expect(first.regularFiles == 4 && first.directories == 1 && first.symlinks == 1 && first.nodes == 1)
        #expect(first.extraLinks == 2 && first.linkGroups == 1)
        #expect(first.bytes == 4096 + 65 * 4096 + 1 + 6)
        // 1 for the page, 66 for the big one, 1 for the links.
        #expect(first.pages == 68)
        // 66 pages: two nodes and one above them.
        #expect(first.indexNodes == 3)
        #expect(first.nameLengths == [1: 1, 5: 1, 4: 3, 3: 1, 2: 3])
        #expect(first.targetLengths == [6: 1])
        #expect(first.directoryPathBytes == 2)
        #expect(image.segments[0].linkTable == 1)
        #expect(image.segments[0].directoryEntries == 1 && image.segments[0].directoryNameBytes == 2)

        let last = image.tree.statistics
        #expect(last == image.segments[1].statistics)
        #expect(last.directories == 2 && last.directoryPathBytes == 2 + 6)
        #expect(last.bytes == 4096 + 9 + 6 && last.pages == 3 && last.indexNodes == 0)
        #expect(last.names == 4 + 2 + 1 + 1 + 2)
    }

    @Test("segments", .enabled(if: hasTools))
    func segments() throws {
        let bytes = try twoSegments()
        let image = try read(bytes)
        let (first, second) = (image.segments[0], image.segments[1])
        #expect(first.start == 0 && first.compression == .gzip && first.entries == 9 && first.trailerSeen)
        #expect(second.start % 4 == 0 && second.end == UInt64(bytes.count) && second.entries == 2)
        #expect(second.compression == .none && second.unpackedSize == second.size)
        #expect(first.end <= second.start && second.start - first.end < 4)
        #expect(first.unpackedSize > 270_000 && first.isComplete && second.isComplete && image.entries == 11)
        // Padding to blocks, as cpio writes it, is between segments and in none.
        let blocks = try read(padded(CpioMaker.bootable(), to: 512))
        #expect(blocks.segments[0].end == UInt64(CpioMaker.bootable().count))
    }

    @Test("what a tree answers", .enabled(if: hasTools))
    func answers() throws {
        let image = try read(twoSegments())
        let names = image.tree.items().map(\.name.description)
        #expect(
            names == [
                "/", "/big", "/d", "/d/empty", "/d/page", "/d/sub", "/h1", "/h2", "/h3", "/link", "/null",
            ])
        let h1 = try #require(image.tree.item(at: EntryName("h1")))
        let h3 = try #require(image.tree.item(at: EntryName("h3")))
        #expect(h1.inode == h3.inode && h1.links == 3 && h1.size == 6)
        #expect(image.tree.item(at: try EntryName("link"))?.metadata.kind == .symlink(Array("d/page".utf8)))
        #expect(image.tree.item(at: try EntryName("link"), follow: true)?.name == (try EntryName("d/page")))
        #expect(image.tree.item(at: try EntryName("nothing")) == nil)
        let sizes = image.tree.directorySizes(depth: 1)
        #expect(sizes.map(\.name.description) == ["/", "/d"])
        #expect(sizes.map(\.names) == [10, 3] && sizes.map(\.bytes) == [4096 + 9 + 6, 4096])
        #expect(image.tree.node(try EntryName("d/sub"))?.isEmpty == true)
        #expect(image.tree.node(try EntryName("h2"))?.isShared == true)
    }

    @Test("contents by path, from plain and compressed segments", .enabled(if: hasTools))
    func contentsByPath() throws {
        let image = try read(twoSegments())
        #expect(try contents(image, "big") == Array("small now".utf8))
        #expect(try contents(image, "link") == [UInt8](repeating: 1, count: 4096))
        #expect(try contents(image, "h1") == Array("linked".utf8))
        #expect(try contents(image, "d/empty") == [])
        #expect(throws: ReadFault.notFound("/d")) { try contents(image, "d") }
        #expect(throws: ReadFault.notFound("/no")) { try contents(image, "no") }
        #expect(throws: ReadFault.limit(.fileSize(100))) {
            try image.contents(of: EntryName("d/page"), limit: 100)
        }
    }

    @Test("a visitor sees entries and contents in order", .enabled(if: hasTools))
    func visitor() throws {
        final class Recorder: InitrdVisitor {
            var lines: [String] = []
            var bytes: [UInt8] = []
            func segmentBegan(_ segment: InitrdSegment) throws {
                lines.append("begin \(segment.compression)")
            }
            func entry(_ entry: UnpackedEntry) throws -> Bool {
                lines.append(
                    "\(Escaping.printable(entry.name)) -> \(entry.path.map(Escaping.printable) ?? "nil")")
                return true
            }
            func contents(_ piece: UnsafeRawBufferPointer) throws { bytes.append(contentsOf: piece) }
            func contentsEnded(complete: Bool) throws {
                lines.append("\(bytes.count) bytes\(complete ? "" : ", cut")")
                bytes = []
            }
            func segmentEnded(_ segment: InitrdSegment) throws { lines.append("end \(segment.entries)") }
        }
        let recorder = Recorder()
        let second = CpioMaker.archive(trailer: false) { maker in
            maker.file("./lib/f", Samples.noise(200_000))
            maker.file("none/f", "x")
            maker.file("cut", "12345678")
        }
        let bytes =
            padded(
                try compress(
                    "zstd",
                    CpioMaker.archive { maker in
                        maker.directory("usr")
                        maker.directory("usr/lib")
                        maker.symlink("lib", "/usr/lib")
                    })) + second.dropLast(4)
        let image = try read(bytes, visitor: recorder)
        #expect(
            recorder.lines == [
                "begin zstd", "usr -> usr", "usr/lib -> usr/lib", "lib -> lib", "end 3", "begin none",
                "./lib/f -> usr/lib/f", "200000 bytes", "none/f -> nil", "cut -> cut", "4 bytes, cut",
                "end 3",
            ])
        #expect(image.verdict.warnings.map(\.kind) == [.dropped(.parentMissing), .truncated(missing: 4)])
        #expect(try contents(image, "lib/f") == Samples.noise(200_000))
        #expect(try contents(image, "cut") == Array("1234".utf8))
    }

    @Test("files on disk read as bytes in memory do", .enabled(if: hasTools))
    func fromFile() throws {
        let folder = try TemporaryFolder()
        let bytes = try twoSegments()
        try writeFile(folder.path + "/initrd", bytes)
        let onDisk = try InitrdReader(InputSource(path: folder.path + "/initrd")).read()
        let inMemory = try read(bytes)
        #expect(onDisk.segments == inMemory.segments && onDisk.tree.items() == inMemory.tree.items())
        #expect(throws: ReadFault.notARegularFile(path: "/dev/null")) { try InputSource(path: "/dev/null") }
        #expect(throws: ReadFault.cannotOpen(path: folder.path + "/no", errno: 2)) {
            try InputSource(path: folder.path + "/no")
        }
    }
}
