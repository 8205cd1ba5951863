/// Decompresses a file that fits into memory: a kernel module, for instance, which may be packed in ways that the
/// kernel's own unpackers of an initrd do not take (the CRC64 of `xz`), because kmod unpacks it.
package enum WholeStream {
    /// The unpacked bytes of a file in one of the formats gzip, xz and zstd, by its first bytes; another file as it is.
    ///
    /// - Parameter limit: the most bytes that may come out.
    /// - Throws: `CodecFault`: damaged, cut off, or `.unsupported` for more than `limit`.
    package static func unpacked(_ bytes: [UInt8], limit: Int) throws(CodecFault) -> [UInt8] {
        switch StreamHeader.compression(magic: bytes) {
        case .gzip: return try gzip(bytes, limit)
        case .xz:
            var decoder = try LzmaDecoder(.xz, memoryLimit: UInt64(max(1 << 27, limit)))
            return try steps(bytes, limit) { input, output throws(CodecFault) in
                try decoder.step(input, output)
            }
        case .zstd:
            var decoder = try ZstdDecoder()
            return try steps(bytes, limit) { input, output throws(CodecFault) in
                try decoder.step(input, output)
            }
        default: return bytes
        }
    }

    /// Calls a decoder until its stream is at its end; what follows in the file is left alone.
    private static func steps(
        _ bytes: [UInt8], _ limit: Int,
        _ step: (UnsafeRawBufferPointer, UnsafeMutableRawBufferPointer) throws(CodecFault) -> CodecStep
    ) throws(CodecFault) -> [UInt8] {
        var result: [UInt8] = []
        let buffer = ScratchBuffer()
        var position = 0
        while true {
            var done: CodecStep?
            var failure: CodecFault?
            bytes.withUnsafeBytes { all in
                let rest = UnsafeRawBufferPointer(rebasing: all[position...])
                do throws(CodecFault) { done = try step(rest, buffer.memory) } catch { failure = error }
            }
            if let failure { throw failure }
            guard let done else { return result }
            position += done.consumed
            guard done.produced <= limit - result.count else { throw tooLarge(limit) }
            result.append(contentsOf: buffer.memory[..<done.produced])
            if done.finished { return result }
            if done.consumed == 0, done.produced == 0 { throw .truncated }
        }
    }

    private static func gzip(_ bytes: [UInt8], _ limit: Int) throws(CodecFault) -> [UInt8] {
        let sink = CappedSink(limit: limit)
        let end: StreamEnd
        do throws(DecodeStop) {
            end = try GzipDecoder().decode(InputCursor(InputSource(bytes: bytes)), into: sink)
        } catch {
            if sink.isFull { throw tooLarge(limit) }
            throw .corrupt("no gzip file, or a damaged one")
        }
        switch end {
        case .sound: return sink.bytes
        case .wrongChecksum: throw .corrupt("the checksum of the gzip file is wrong")
        case .cutTrailer: throw .truncated
        }
    }

    private static func tooLarge(_ limit: Int) -> CodecFault {
        .unsupported("it unpacks to more than \(limit) bytes")
    }
}

/// Keeps what a decoder gives out, up to a limit.
private final class CappedSink: DecodedSink {
    private let limit: Int
    private(set) var bytes: [UInt8] = []
    private(set) var isFull = false

    init(limit: Int) {
        self.limit = limit
    }

    func accept(_ more: UnsafeRawBufferPointer) throws(DecodeStop) {
        guard more.count <= limit - bytes.count else {
            isFull = true
            throw .ended
        }
        bytes.append(contentsOf: more)
    }
}
