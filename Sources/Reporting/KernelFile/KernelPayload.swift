import Initramfs

/// The compressed kernel within a bzImage.
enum KernelPayload {
    /// Larger kernels are not read: the largest that distributions build unpack to a sixth of this.
    static let limit: UInt64 = 512 << 20
    /// What a decoder may take for its window: `xz_wrap.sh` of the kernel's build uses up to 128 MiB.
    private static let window: UInt64 = 256 << 20

    /// The compression whose magic these bytes begin with (lib/decompress.c); nil for others.
    static func compression(_ bytes: some Sequence<UInt8>) -> Compression? {
        StreamHeader.compression(magic: bytes)
    }

    /// The decompressed kernel. An uncompressed one (KERNEL_UNCOMPRESSED) is given back as it is.
    ///
    /// Every format but gzip, which has it by itself, is followed by the unpacked size in 4 bytes
    /// (scripts/Makefile.lib, `size_append`).
    static func decompress(_ payload: UnsafeRawBufferPointer) throws(KernelFileFault.Problem) -> [UInt8] {
        if payload.starts(with: [0x7f, 0x45, 0x4c, 0x46]) { return Array(payload) }
        guard let compression = compression(payload.prefix(8)) else { throw .init(.unknownCompression) }
        guard payload.count > 8, let size: UInt32 = payload.little(UInt64(payload.count - 4)) else {
            throw .init(.truncated)
        }
        if UInt64(size) > limit { throw .init(.tooLarge(limit: limit)) }
        let stream = UnsafeRawBufferPointer(rebasing: payload.dropLast(compression == .gzip ? 0 : 4))
        do {
            let kernel: [UInt8]
            switch compression {
            case .gzip, .lz4: kernel = try PayloadCarrier.decompress(compression, payload, size: size)
            case .zstd: kernel = try zstd(stream)
            case .xz: kernel = try lzma(stream, .xz)
            case .lzma: kernel = try lzma(stream, .alone)
            case .none, .bzip2, .lzo:
                throw CodecFault.unsupported("kernels are read that are gzip, xz, zstd, lz4 or lzma inside")
            }
            guard kernel.count == Int(size) else {
                throw CodecFault.corrupt("it unpacks to \(kernel.count) bytes and should to \(size)")
            }
            return kernel
        } catch {
            throw .init(.damagedPayload(compression, "\(error)"))
        }
    }

    private static func zstd(_ stream: UnsafeRawBufferPointer) throws(CodecFault) -> [UInt8] {
        var decoder = try ZstdDecoder()
        return try collect(stream) { input, output throws(CodecFault) in try decoder.step(input, output) }
    }

    private static func lzma(_ stream: UnsafeRawBufferPointer, _ kind: LzmaDecoder.Kind) throws(CodecFault)
        -> [UInt8]
    {
        var decoder = try LzmaDecoder(kind, memoryLimit: window)
        return try collect(stream) { input, output throws(CodecFault) in try decoder.step(input, output) }
    }

    /// Runs a decoder to the end of its stream, within the limit.
    private static func collect(
        _ stream: UnsafeRawBufferPointer,
        _ step: (UnsafeRawBufferPointer, UnsafeMutableRawBufferPointer) throws(CodecFault) -> CodecStep
    ) throws(CodecFault) -> [UInt8] {
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { piece.deallocate() }
        var kernel: [UInt8] = []
        var position = 0
        while true {
            let step = try step(UnsafeRawBufferPointer(rebasing: stream[position...]), piece)
            position += step.consumed
            guard kernel.count + step.produced <= Int(limit) else {
                throw .unsupported("it unpacks to more than \(limit) bytes")
            }
            kernel.append(contentsOf: UnsafeRawBufferPointer(rebasing: piece[..<step.produced]))
            if step.finished { return kernel }
            if step.consumed == 0, step.produced == 0 { throw .truncated }
        }
    }
}
