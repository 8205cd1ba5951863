import Initramfs
import Testing

/// A layout that the kernel unpacks whole, with files of its own below a directory of its own.
struct AcceptedLayout: Sendable, CustomTestStringConvertible {
    let title: String
    /// The files, and what makes an initrd of them.
    private let sizes: [Int]
    private let make: @Sendable ([PayloadFile]) throws -> [UInt8]

    init(
        _ title: String, sizes: [Int] = [60_000, 30_001],
        _ make: @escaping @Sendable ([PayloadFile]) throws -> [UInt8]
    ) {
        self.title = title
        self.sizes = sizes
        self.make = make
    }

    /// One archive of both files, compressed by a program.
    static func command(_ command: String) -> AcceptedLayout {
        AcceptedLayout(command) { try Bytes.through(command, archive($0)) }
    }

    var testDescription: String { title }

    /// The bytes of the layout as the initrd's part number `index`, and its files.
    func part(_ index: Int) throws -> (bytes: [UInt8], files: [PayloadFile]) {
        let files = sizes.enumerated().map { PayloadFile("l\(index)-\($0)", size: $1, seed: UInt64(index)) }
        return (try make(files), files)
    }

    /// An archive of files as cpio writes it.
    static func archive(_ files: some Sequence<PayloadFile>, trailer: Bool = true) -> [UInt8] {
        NewcMaker.archive(trailer: trailer) { maker in
            for file in files { maker.file(file.name, file.bytes) }
        }
    }

    /// Two archives, the first of one file and without a trailer; together they are one.
    static func halves(_ files: [PayloadFile]) -> [[UInt8]] {
        [archive(files.prefix(1), trailer: false), archive(files.dropFirst())]
    }

    /// A segment as we write it.
    static func segment(_ files: [PayloadFile], _ compression: Compression, level: Int? = nil) throws
        -> [UInt8]
    {
        var builder = SegmentBuilder()
        for file in files {
            builder.add(.file(try EntryName(file.name), contents: BytesContents(file.bytes)))
        }
        var sink = MemorySink()
        try builder.build().write(to: &sink, compression: compression, level: level)
        return sink.bytes
    }
}
