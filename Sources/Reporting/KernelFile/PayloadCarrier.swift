import Initramfs

/// Decompresses a kernel that is gzip or lz4 inside with the reader of initrds.
///
/// Both formats let something be put in front without touching what follows: deflate a stored block that ends
/// on a byte, lz4's legacy frame a chunk of its own. What is put there is the header of a cpio entry, so that
/// the stream unpacks to an archive with one file, the kernel, and the decoders of initrds need no second way
/// in.
enum PayloadCarrier {
    /// The unpacked kernel; fewer than `size` bytes where the stream ends or is damaged before.
    static func decompress(
        _ compression: Compression, _ payload: UnsafeRawBufferPointer, size: UInt32
    ) throws -> [UInt8] {
        let entry = header(size)
        let stream = try compression == .lz4 ? lz4(payload, entry) : gzip(payload, entry)
        let sink = Sink(limit: Int(size))
        let limits = ReadLimits(unpackedBytes: UInt64(size) + 4096)
        _ = try InitrdReader(InputSource(bytes: stream, name: "kernel"), limits: limits).read(visitor: sink)
        return sink.bytes
    }

    /// A newc header of a regular file "kernel" (Documentation/driver-api/early-userspace/buffer-format.rst).
    private static func header(_ size: UInt32) -> [UInt8] {
        let name = Array("kernel".utf8) + [0]
        // ino, mode, uid, gid, nlink, mtime, filesize, major, minor, rmajor, rminor, namesize, check.
        let fields: [UInt32] = [1, 0o100644, 0, 0, 1, 0, size, 0, 0, 0, 0, UInt32(name.count), 0]
        let digits = Array("0123456789abcdef".utf8)
        var header = Array("070701".utf8)
        for field in fields {
            for shift in stride(from: UInt32(28), through: 0, by: -4) {
                header.append(digits[Int(field >> shift & 15)])
            }
        }
        header += name
        return header + [UInt8](repeating: 0, count: (4 - header.count % 4) % 4)
    }

    /// RFC 1952, section 2.3, and RFC 1951, section 3.2.4. The checksum at the end does not fit any more,
    /// which the reader notes like the kernel: not at all.
    private static func gzip(_ payload: UnsafeRawBufferPointer, _ entry: [UInt8]) throws -> [UInt8] {
        guard payload.count > 10, payload[2] == 8 else { throw CodecFault.corrupt("no gzip stream") }
        // The kernel's build calls `gzip -n`: no name, no comment, no extra field.
        guard payload[3] == 0 else { throw CodecFault.unsupported("a gzip header with optional fields") }
        let length = UInt16(entry.count)
        var stream: [UInt8] = Array(payload[..<10]) + [0]
        stream += [UInt8(length & 255), UInt8(length >> 8), UInt8(~length & 255), UInt8(~length >> 8)]
        stream += entry
        stream.append(contentsOf: payload[10...])
        return stream
    }

    /// Documentation of lz4's block format: a token with 15 literals, their further count, and the literals.
    private static func lz4(_ payload: UnsafeRawBufferPointer, _ entry: [UInt8]) throws -> [UInt8] {
        guard payload.count > 12, payload[2] == 0x4c, payload[3] == 0x18 else {
            throw CodecFault.corrupt("no legacy lz4 frame")
        }
        let block: [UInt8] = [0xf0, UInt8(entry.count - 15)] + entry
        var stream = Array(payload[..<4]) + [UInt8(block.count), 0, 0, 0] + block
        stream.append(contentsOf: payload[4..<(payload.count - 4)])
        return stream
    }

    /// Keeps the contents of the one file.
    private final class Sink: InitrdVisitor {
        private(set) var bytes: [UInt8] = []
        private let limit: Int

        init(limit: Int) { self.limit = limit }

        func entry(_ entry: UnpackedEntry) throws -> Bool { entry.ordinal == 0 }

        func contents(_ piece: UnsafeRawBufferPointer) throws {
            bytes.append(contentsOf: piece.prefix(max(0, limit - bytes.count)))
        }
    }
}
