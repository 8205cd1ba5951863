/// What the kernel prints after "Initramfs unpacking failed: ", word for word (init/initramfs.c, lib/decompress_*.c).
package struct KernelMessage: Equatable, Hashable, Sendable, CustomStringConvertible {
    /// The words.
    package let text: String

    init(_ text: String) { self.text = text }

    package var description: String { text }

    // init/initramfs.c
    static let malformedArchive = KernelMessage("malformed archive")
    static let damagedHeader = KernelMessage("damaged header")
    static let brokenPadding = KernelMessage("broken padding")
    static let invalidMagic = KernelMessage("invalid magic at start of compressed archive")
    static let junkWithin = KernelMessage("junk within compressed archive")
    static let junkAtEnd = KernelMessage("junk at the end of compressed archive")
    /// All three of the above before Linux 5.0.
    static let junk = KernelMessage("junk in compressed archive")
    static let noMagic = KernelMessage("no cpio magic")
    static let incorrectMethod = KernelMessage("incorrect cpio method used: use -H newc option")
    static let badChecksum = KernelMessage("bad data checksum")
    /// A decompressor failed without words of its own.
    static let decompressorFailed = KernelMessage("decompressor failed")
    static func notConfigured(_ compression: Compression) -> KernelMessage {
        KernelMessage("compression method \(compression.rawValue) not configured")
    }

    // lib/decompress_inflate.c
    static let notGzip = KernelMessage("Not a gzip file")
    static let gzipHeader = KernelMessage("header error")
    static let gzipRead = KernelMessage("read error")
    static let gzipCorrupt = KernelMessage("uncompression error")

    // lib/decompress_bunzip2.c
    static let bzip2Integrity = KernelMessage("Data integrity error when decompressing.")

    // lib/decompress_unlzma.c
    static let lzmaHeader = KernelMessage("bad header")
    static let lzmaEnd = KernelMessage("unexpected EOF")
    static let lzmaCorrupt = KernelMessage("LZMA data is corrupt")

    // lib/decompress_unxz.c
    static let xzFormat = KernelMessage("Input is not in the XZ format (wrong magic bytes)")
    static let xzOptions = KernelMessage(
        "Input was encoded with settings that are not supported by this XZ decoder")
    static let xzCorrupt = KernelMessage("XZ-compressed data is corrupt")

    // lib/decompress_unzstd.c
    static let zstdFormat = KernelMessage("Input is not in the ZSTD format (wrong magic bytes)")
    static let zstdHeader = KernelMessage("ZSTD-compressed data has an incomplete frame header")
    static let zstdCorrupt = KernelMessage("ZSTD-compressed data is corrupt")
    static let zstdProbably = KernelMessage("ZSTD-compressed data is probably corrupt")
    static let zstdTruncated = KernelMessage("ZSTD-compressed data is truncated")

    // lib/decompress_unlz4.c
    static let invalidHeader = KernelMessage("invalid header")
    static let lz4Failed = KernelMessage("Decoding failed")
    static let lz4Corrupt = KernelMessage("data corrupted")

    // lib/decompress_unlzo.c
    static let lzoCorrupt = KernelMessage("file corrupted")
    static let lzoBlockSize = KernelMessage("dest len longer than block size")
    static let lzoViolation = KernelMessage("Compressed data violation")
}
