/// Explains the kernel's messages from the bytes at hand.
enum ArchiveHint {
    /// Starts of formats that are met where a segment should be.
    private static let formats: [([UInt8], String)] = [
        ([0x04, 0x22, 0x4d, 0x18], "an lz4 frame; the kernel reads only the legacy frame of \"lz4 -l\""),
        ([0x1f, 0x9d], "the output of \"compress\", which the kernel does not read"),
        (Array("LZIP".utf8), "an lzip file, which the kernel does not read"),
        (Array("LRZI".utf8), "an lrzip file, which the kernel does not read"),
        (Array("hsqs".utf8), "a squashfs image, which is no archive to unpack"),
        ([0xed, 0xab, 0xee, 0xdb], "an RPM package; unpack it first"),
        (Array("!<arch>".utf8), "a Debian package or ar archive; unpack it first"),
        ([0xc7, 0x71], "a cpio archive in an old binary format; use \"cpio -H newc\""),
        ([0x71, 0xc7], "a cpio archive in an old binary format; use \"cpio -H newc\""),
        (Array("PK".utf8), "a zip file"),
    ]

    /// For a place where the kernel finds no magic that it knows.
    static func magic(_ bytes: [UInt8], at offset: UInt64) -> String? {
        if bytes.starts(with: "07070".utf8), offset % 4 != 0 {
            return "a plain cpio archive begins at byte \(offset), which is no multiple of 4; put "
                + "\(4 - offset % 4) zero bytes before it"
        }
        if bytes.count >= 4, bytes[0] & 0xf0 == 0x50, bytes[1...3] == [0x2a, 0x4d, 0x18] {
            return
                "a skippable zstd frame, as pzstd and the seekable format write it, which the kernel does not read"
        }
        return formats.first { bytes.starts(with: $0.0) }.map { "it is \($0.1)" }
    }

    /// For a message about a segment.
    static func segment(_ message: KernelMessage, _ header: StreamHeader) -> String? {
        switch message {
        case .xzOptions:
            if let check = header.check, check != "crc32", check != "none" {
                return "the check is \(check), the default of xz; compress with --check=crc32"
            }
            return "a filter that the kernel does not have; compress with plain LZMA2"
        case .zstdProbably:
            if let window = header.dictionary, window > 1 << 27 {
                return
                    "the window is \(window) bytes and the kernel takes 134217728; compress without --long above 27"
            }
            return nil
        case .lz4Failed:
            return
                "whatever follows an lz4 segment directly is read as part of it; let it be the last one, or put "
                + "four or more zero bytes after it"
        case .incorrectMethod: return "the archive is in the old portable format; use \"cpio -H newc\""
        case .junkAtEnd:
            return
                "the stream ends within an entry; the kernel does not go on with that entry in the next stream"
        default: return nil
        }
    }
}
