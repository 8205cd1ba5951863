import TestSupport
import Testing

@testable import Initramfs

@Suite struct NewcGoldenTests {
    /// The whole archive, byte for byte: lines of 32 bytes, printable or as \xNN.
    @Test func smallArchive() throws {
        let bytes = try Samples.bytes(try Samples.segment(try Samples.entries()))
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 32) {
            text +=
                Escaping.printable(bytes[start..<min(start + 32, bytes.count)].map { $0 < 0x80 ? $0 : 0xff })
                + "\n"
        }
        try expectGolden(text, "small-archive.txt")
    }

    @Test func headerFieldsStandWhereTheKernelReadsThem() throws {
        var bytes: [UInt8] = []
        var header = NewcHeaderBytes()
        header.inode = 0x1234_abcd
        header.mode = 0o100644
        header.uid = 1
        header.gid = 2
        header.links = 3
        header.modified = UInt32.max
        header.dataSize = 4
        header.deviceMajor = 5
        header.deviceMinor = 6
        header.append(name: Array("ab".utf8), to: &bytes)
        let fields = [
            "070701", "1234ABCD", "000081A4", "00000001", "00000002", "00000003", "FFFFFFFF", "00000004",
            "00000000",
            "00000000", "00000005", "00000006", "00000003", "00000000", "ab\0\0\0\0",
        ]
        #expect(String(decoding: bytes, as: UTF8.self) == fields.joined())
        #expect(bytes.count % 4 == 0)
    }

    /// Every length of a name modulo 4 keeps the entry aligned, and the computed sizes are the written ones.
    @Test(arguments: 1...9) func sizesAreAsComputed(length: Int) throws {
        let name = try EntryName([UInt8](repeating: 0x61, count: length))
        for data in 0...5 {
            let segment = try Samples.segment([
                .file(name, contents: BytesContents([UInt8](repeating: 1, count: data)))
            ])
            let bytes = try Samples.bytes(segment)
            #expect(UInt64(bytes.count) == segment.plainSize)
            let (header, padded) = ((110 + length + 1 + 3) / 4 * 4, (data + 3) / 4 * 4)
            #expect(bytes.count == header + padded + 124)
        }
    }

    @Test func paddingTo512AsCpioDoes() throws {
        let segment = try Samples.segment(try Samples.entries())
        var sink = MemorySink()
        let sizes = try segment.write(to: &sink, codec: try SegmentCodec(.none), unit: 512)
        #expect(sink.bytes.count % 512 == 0)
        #expect(sizes == SegmentSizes(plain: UInt64(sink.bytes.count), stored: UInt64(sink.bytes.count)))
        #expect(Array(sink.bytes.prefix(Int(segment.plainSize))) == (try Samples.bytes(segment)))
    }

    @Test func rootDirectoryIsWrittenAsDot() throws {
        let bytes = try Samples.bytes(try Samples.segment([.directory(.root, permissions: 0o700)]))
        #expect(Array(bytes[110..<112]) == [UInt8(ascii: "."), 0])
    }

    @Test func emptySegmentIsATrailer() throws {
        #expect(try Samples.bytes(try Samples.segment([])).count == 124)
    }
}
