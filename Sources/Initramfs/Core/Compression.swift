/// How a segment is compressed, as the kernel recognises it by its first bytes (lib/decompress.c, init/initramfs.c).
package enum Compression: String, Sendable, CaseIterable, Codable {
    case none
    case gzip
    case xz
    case zstd
    /// The legacy frame of `lz4 -l`, the only one the kernel reads (lib/decompress_unlz4.c).
    case lz4
    /// LZMA "alone", read only.
    case lzma
    /// Read only.
    case bzip2
    /// The frame of `lzop`, read only.
    case lzo

    /// What we can write; the others are only read.
    package static let writable: [Compression] = [.none, .gzip, .xz, .zstd, .lz4]

    /// The first bytes of a stream (lib/decompress.c `compressed_formats`; plain cpio has no entry there).
    package var magic: [UInt8] {
        switch self {
        case .none: Array("0707".utf8)
        case .gzip: [0x1f, 0x8b]
        case .bzip2: [0x42, 0x5a]
        case .lzma: [0x5d, 0x00]
        case .xz: [0xfd, 0x37]
        case .lzo: [0x89, 0x4c]
        case .lz4: [0x02, 0x21]
        case .zstd: [0x28, 0xb5]
        }
    }
}
