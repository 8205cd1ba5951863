/// What the first bytes of a segment say of it.
package struct StreamHeader: Equatable, Sendable {
    /// How it is compressed.
    package let compression: Compression
    /// Memory in KiB that the kernel's decompressor takes besides the tree while it unpacks this segment
    /// (buffers of lib/decompress_*.c and the window that the stream declares); 0 for plain cpio.
    package internal(set) var windowKiB: UInt64 = 0
    /// Window or dictionary in bytes, where the stream declares one.
    package internal(set) var dictionary: UInt64?
    /// Unpacked size in bytes, where the stream declares one.
    package internal(set) var contentSize: UInt64?
    /// The integrity check of the stream: "crc32", "crc64", "sha256", "none", "xxh64".
    package internal(set) var check: String?
    /// The file name stored in a gzip header; bytes.
    package internal(set) var storedName: [UInt8]?
    /// What the kernel says to this header, whatever follows; nil where it goes on to decode.
    package internal(set) var refusal: KernelMessage?

    init(_ compression: Compression) { self.compression = compression }

    /// The compression whose two magic bytes these are (`compressed_formats` in lib/decompress.c); nil for others,
    /// plain cpio among them.
    package static func compression(magic bytes: some Sequence<UInt8>) -> Compression? {
        let two = Array(bytes.prefix(2))
        if two == [0x1f, 0x9e] { return .gzip }
        return Compression.allCases.first { $0 != .none && two == $0.magic }
    }

    /// How many bytes of a stream `init(compression:bytes:support:)` looks at.
    static let length = 1024

    /// Reads the header of a stream of that compression.
    package init(compression: Compression, bytes: [UInt8], support: KernelSupport) {
        self.init(compression)
        switch compression {
        case .none: check = "none"
        case .gzip: readGzip(bytes)
        case .bzip2: readBzip2(bytes)
        case .lzma: readLzma(bytes)
        case .xz: readXz(bytes, support)
        // One block of LZO_BLOCK_SIZE; lib/decompress_unlzo.c.
        case .lzo: windowKiB = 256
        // One chunk of LZ4_DEFAULT_UNCOMPRESSED_CHUNK_SIZE; lib/decompress_unlz4.c.
        case .lz4: windowKiB = 8192
        case .zstd: readZstd(bytes)
        }
    }

    private mutating func readGzip(_ bytes: [UInt8]) {
        // inflate's 32 KiB window, the 32 KiB output buffer and its state.
        windowKiB = 80
        check = "crc32"
        guard bytes.count > 10, bytes[3] == 0x08, let end = bytes[10...].firstIndex(of: 0) else { return }
        storedName = Array(bytes[10..<end])
    }

    private mutating func readBzip2(_ bytes: [UInt8]) {
        check = "crc32"
        guard bytes.count > 3, (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(bytes[3]) else { return }
        let level = UInt64(bytes[3] - UInt8(ascii: "0"))
        dictionary = level * 100_000
        windowKiB = 400 * level + 60
    }

    private mutating func readLzma(_ bytes: [UInt8]) {
        check = "none"
        guard bytes.count >= 13 else { return }
        let size = UInt64(little: bytes[1..<5])
        dictionary = size
        windowKiB = (size + 1023) / 1024 + 64
        let unpacked = UInt64(little: bytes[5..<13])
        if unpacked != .max { contentSize = unpacked }
        if bytes[0] >= 9 * 5 * 5 { refusal = .lzmaHeader }
    }
}

extension UInt64 {
    /// A number from up to eight bytes, the lowest first.
    init(little bytes: some Collection<UInt8>) {
        var value: UInt64 = 0
        for (index, byte) in bytes.prefix(8).enumerated() { value |= UInt64(byte) << (8 * UInt64(index)) }
        self = value
    }
}
