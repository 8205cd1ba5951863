import Testing

@testable import Initramfs

@Suite struct ParentTests {
    @Test func missingParentsAreAdded() throws {
        let segment = try Samples.segment([.file(try EntryName("a/b/c"), contents: BytesContents("x"))])
        #expect(segment.names == [try EntryName("a"), try EntryName("a/b"), try EntryName("a/b/c")])
        // drwxr-xr-x, root's, 1970.
        let bytes = try Samples.bytes(segment)
        #expect(
            String(decoding: bytes[14..<54], as: UTF8.self) == "000041ED00000000000000000000000200000000")
    }

    @Test func parentsComeFromTheClosure() throws {
        var builder = SegmentBuilder(parent: { name in
            EntryMetadata(kind: .fifo, permissions: UInt32(name.bytes.count), uid: 9)
        })
        builder.add(.file(try EntryName("abc/d"), contents: BytesContents("x")))
        let bytes = try Samples.bytes(try builder.build())
        // Whatever kind the closure gives, it is a directory.
        #expect(String(decoding: bytes[14..<30], as: UTF8.self) == "0000400300000009")
    }

    @Test func givenParentsStay() throws {
        let segment = try Samples.segment([
            .file(try EntryName("a/b"), contents: BytesContents("x")),
            .directory(try EntryName("a"), permissions: 0o700),
        ])
        #expect(segment.names.count == 2)
        #expect(String(decoding: try Samples.bytes(segment)[14..<22], as: UTF8.self) == "000041C0")
    }
}
