import FoundationEssentials
import Initramfs
import TestSupport
import Testing

/// Layouts of an initrd on a real kernel: what we write, what the kernel takes, and what it refuses.
@Suite("LayoutBootTests", .serialized, .enabled(if: Bases.folder != nil, "make test-boot makes the bases"))
struct LayoutBootTests {
    /// Boots a base that looks for the files, and what follows it.
    private func expectWhole(
        _ files: [PayloadFile], behind parts: [UInt8], memory: Int = 512
    ) async throws {
        let initrd = try Guest.base(files) + parts
        let image = try InitrdReader(InputSource(bytes: initrd)).read()
        #expect(image.verdict.unpacksWhole, "\(image.verdict.summary) \(image.verdict.warnings)")
        let report = try await Guest.boot(initrd, memory: memory)
        #expect(report.outcome == .expected, "\(report.log.suffix(2000))")
        #expect(report.messages.isEmpty, "\(report.messages)")
        #expect(report.wrong.isEmpty)
        #expect(report.right == files.count, "\(report.log.suffix(2000))")
        #expect(report.log.contains("\nPAYLOAD-OK\n"))
    }

    @Test("every compression that we write, laid out as we lay them out")
    func written() async throws {
        var files: [PayloadFile] = []
        var segments: [(bytes: [UInt8], piece: InitrdPiece)] = []
        // lz4 twice: in the middle, where zeros must follow it, and last. More than one of its 8 MiB chunks each.
        for (index, compression) in (Compression.writable + [.none, .lz4]).enumerated() {
            let size = compression == .lz4 && index < 5 ? 9 << 20 : 700_001
            let file = PayloadFile("codec-\(index)-\(compression.rawValue)", size: size)
            let bytes = try AcceptedLayout.segment([file], compression)
            files.append(file)
            segments.append((bytes, InitrdPiece(size: UInt64(bytes.count), compression: compression)))
        }
        let layout = try InitrdLayout(segments.map(\.piece))
        var parts: [UInt8] = []
        for (segment, placement) in zip(segments, layout.placements) {
            parts += Bytes.zeros(Int(placement.zeros)) + segment.bytes
        }
        parts += Bytes.zeros(Int(layout.finalZeros))
        #expect(UInt64(parts.count) == layout.size)
        try await expectWhole(files, behind: parts)
    }

    @Test(
        "each compression that we write alone, from the first byte",
        arguments: Bases.isFull ? Compression.writable : [.zstd])
    func alone(_ compression: Compression) async throws {
        let file = PayloadFile("payload", size: 3 << 20)
        let plain = try Guest.base([file])
        let image = try InitrdReader(InputSource(bytes: plain)).read()
        var builder = SegmentBuilder()
        for name in ["busybox", "init", "sums"] {
            let entry = try EntryName(name)
            builder.add(
                .file(entry, permissions: 0o755, contents: BytesContents(try image.contents(of: entry))))
        }
        builder.add(.file(try EntryName("payload"), contents: BytesContents(file.bytes)))
        var sink = MemorySink()
        try builder.build().write(to: &sink, compression: compression)
        let report = try await Guest.boot(sink.bytes)
        #expect(report.outcome == .expected, "\(report.log.suffix(2000))")
        #expect(report.messages.isEmpty && report.wrong.isEmpty && report.right == 1)
    }

    @Test(
        "what others compress, from the first byte", .enabled(if: Bases.isFull),
        arguments: [
            "gzip -9", "xz --check=crc32 -9e", "xz --check=none -T2 --block-size=1MiB", "zstd --ultra -22",
            "lz4 -l -9", "xz --format=lzma", "lzop", "bzip2", "(head -c 1048576 /dev/zero; cat)",
        ])
    func foreign(_ command: String) async throws {
        let file = PayloadFile("payload", size: 1 << 20)
        let archive = try Guest.base([file], trailer: false) + AcceptedLayout.archive([file])
        let report = try await Guest.boot(try Bytes.through(command, archive))
        #expect(report.outcome == .expected, "\(report.log.suffix(2000))")
        #expect(report.messages.isEmpty && report.wrong.isEmpty && report.right == 1)
    }

    @Test("every layout that the kernel takes, in one initrd")
    func accepted() async throws {
        var files: [PayloadFile] = []
        var parts: [UInt8] = []
        for (index, layout) in AcceptedLayout.all.enumerated() {
            let part = try layout.part(index)
            let alone = try Guest.base(part.files) + part.bytes
            let verdict = try InitrdReader(InputSource(bytes: alone)).read().verdict
            #expect(verdict.unpacksWhole, "\(layout.title): \(verdict.summary) \(verdict.warnings)")
            files += part.files
            // Eight zeros: some of these end with lz4.
            parts += Bytes.padded(part.bytes) + Bytes.zeros(8)
        }
        try await expectWhole(files, behind: parts)
    }

    @Test("a dictionary of 512 MiB", .enabled(if: Bases.isFull))
    func largeDictionary() async throws {
        let layout = AcceptedLayout.command("xz --check=crc32 --lzma2=dict=512MiB")
        let part = try layout.part(0)
        try await expectWhole(part.files, behind: part.bytes, memory: 1536)
    }

    @Test("what the kernel refuses is refused", arguments: RefusedLayout.all)
    func refused(_ layout: RefusedLayout) throws {
        let scratch = try Scratch()
        try scratch.write("initrd.img", try layout.initrd())
        let result = try Command.kimage(["inspect", "initrd.img"], in: scratch.path)
        #expect(result.status == (layout.fate == .unnoticed ? 0 : 65), "\(result.output) \(result.errors)")
        switch layout.fate {
        case .dies(let message):
            #expect(result.output.contains("does not boot: \(message) at byte"), "\(result.output)")
        case .partial(let message):
            #expect(result.output.contains("unpacks in part: \(message) at byte"), "\(result.output)")
        case .silent:
            #expect(result.output.contains("the kernel says nothing"), "\(result.output)")
        case .unnoticed:
            #expect(result.output.contains("unpacks whole"), "\(result.output)")
        }
    }

    @Test(
        "what is refused comes to what we say",
        arguments: Bases.isFull ? RefusedLayout.all : RefusedLayout.few)
    func refusedBoots(_ layout: RefusedLayout) async throws {
        let initrd = try layout.initrd()
        let report = try await Guest.boot(initrd)
        switch layout.fate {
        case .dies(let message):
            #expect(
                report.messages == [layout.messageWithLittleMemory ?? message], "\(report.log.suffix(2000))")
            guard case .panicked(let line) = report.outcome else {
                Issue.record("\(report.outcome)")
                return
            }
            #expect(line.contains("VFS: Unable to mount root fs"))
            return
        case .partial(let message): #expect(report.messages == [message], "\(report.log.suffix(2000))")
        case .silent, .unnoticed: #expect(report.messages.isEmpty)
        }
        #expect(report.outcome == .expected, "\(report.log.suffix(2000))")
        #expect(report.wrong == layout.wrong)
        #expect(report.right == RefusedLayout.files.count - layout.wrong.count)
        // Our reader keeps and loses the same files.
        let image = try InitrdReader(InputSource(bytes: initrd)).read()
        let lost = try RefusedLayout.files.filter { file in
            let name = try EntryName(file.name)
            return image.tree.item(at: name) == nil || (try? image.contents(of: name)) != file.bytes
        }
        #expect(Set(lost.map(\.name)) == report.wrong)
    }
}
