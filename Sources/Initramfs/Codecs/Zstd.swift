internal import CZstd

/// The largest window, as a power of two, that the kernel decodes: ZSTD_WINDOWLOG_LIMIT_DEFAULT of
/// lib/zstd/decompress/zstd_decompress.c (27, 128 MiB), which lib/decompress_unzstd.c does not raise.
private let kernelWindowLog: Int32 = 27

/// A zstd stream of one frame with a content checksum, the same bytes on every machine.
///
/// libzstd writes other bytes without workers than with them, and the same for any number of workers, so
/// there is always at least one. The levels offered have windows of at most 2^23 bytes
/// (lib/compress/clevels.h), far below the kernel's 2^27.
package struct ZstdEncoder: ~Copyable {
    private let context: OpaquePointer

    /// The levels offered. 20 to 22 (`--ultra`) declare windows of 32 to 128 MiB, which the kernel would have
    /// to allocate while it boots.
    package static let levels = 1...19

    /// - Parameters:
    ///   - level: 1 to 19, as of `zstd -N`.
    ///   - pledgedSize: the exact count of bytes that will come, where known. The frame then carries it, and
    ///     the kernel allocates no more than that instead of the level's whole window.
    ///   - workers: threads that compress, at least 1 whatever is given; has no influence on the bytes.
    /// - Throws: `.unsupported` for a level out of range, `.library` where libzstd cannot be set up.
    package init(level: Int, pledgedSize: UInt64? = nil, workers: Int = 2) throws(CodecFault) {
        guard Self.levels.contains(level) else {
            throw .unsupported(
                "zstd level \(level): 1 to 19 are possible; higher ones need large windows at boot")
        }
        guard let created = ZSTD_createCCtx() else {
            throw .library("libzstd could not allocate a compressor")
        }
        let parameters: [(ZSTD_cParameter, Int32)] = [
            (ZSTD_c_compressionLevel, Int32(level)),
            (ZSTD_c_checksumFlag, 1),
            (ZSTD_c_contentSizeFlag, 1),
            (ZSTD_c_nbWorkers, Int32(clamping: max(1, workers))),
        ]
        var status = 0
        for (parameter, value) in parameters where ZSTD_isError(status) == 0 {
            status = ZSTD_CCtx_setParameter(created, parameter, value)
        }
        if let pledgedSize, ZSTD_isError(status) == 0 {
            status = ZSTD_CCtx_setPledgedSrcSize(created, pledgedSize)
        }
        if ZSTD_isError(status) != 0 {
            let text = errorText(status)
            ZSTD_freeCCtx(created)
            throw .library("libzstd: \(text)")
        }
        context = created
    }

    deinit { ZSTD_freeCCtx(context) }

    /// Compresses some of `input` into `output`; with `end` the frame is closed once all input is consumed,
    /// and the caller repeats the call (with the rest of the input) until `finished`.
    ///
    /// - Throws: `.library` where libzstd fails, also when more or fewer bytes came than were pledged.
    package mutating func step(
        _ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer, end: Bool
    ) throws(CodecFault) -> CodecStep {
        var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
        var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
        let left = ZSTD_compressStream2(context, &target, &source, end ? ZSTD_e_end : ZSTD_e_continue)
        if ZSTD_isError(left) != 0 { throw .library("libzstd: \(errorText(left))") }
        return CodecStep(consumed: source.pos, produced: target.pos, finished: end && left == 0)
    }

    /// Writes out everything that was given, so that closing the frame adds an empty last block and the
    /// checksum only; the caller repeats the call until `finished`.
    package mutating func flush(_ output: UnsafeMutableRawBufferPointer) throws(CodecFault) -> CodecStep {
        var source = ZSTD_inBuffer(src: nil, size: 0, pos: 0)
        var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
        let left = ZSTD_compressStream2(context, &target, &source, ZSTD_e_flush)
        if ZSTD_isError(left) != 0 { throw .library("libzstd: \(errorText(left))") }
        return CodecStep(consumed: 0, produced: target.pos, finished: left == 0)
    }
}

/// Decodes zstd frames one after another; windows above the kernel's limit are refused as the kernel refuses
/// them.
package struct ZstdDecoder: ~Copyable {
    private let context: OpaquePointer

    /// - Parameter windowLog: the largest window to accept, as a power of two: 10 to 27, at most the kernel's
    ///   27.
    /// - Throws: `.library` where libzstd cannot be set up.
    package init(windowLog: Int = 27) throws(CodecFault) {
        guard let created = ZSTD_createDCtx() else {
            throw .library("libzstd could not allocate a decompressor")
        }
        let limit = min(max(Int32(clamping: windowLog), 10), kernelWindowLog)
        let status = ZSTD_DCtx_setParameter(created, ZSTD_d_windowLogMax, limit)
        if ZSTD_isError(status) != 0 {
            let text = errorText(status)
            ZSTD_freeDCtx(created)
            throw .library("libzstd: \(text)")
        }
        context = created
    }

    deinit { ZSTD_freeDCtx(context) }

    /// Decompresses some of `input` into `output`.
    ///
    /// `finished` marks the end of one frame (a skippable frame too); the next call begins the next frame
    /// with the bytes it is given. A call that neither consumes nor produces anything needs more input: at
    /// its end that is a truncated frame.
    /// - Throws: `.unsupported` for a window above the limit, `.corrupt` for damage, `.library` for lack of
    ///   memory.
    package mutating func step(
        _ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer
    ) throws(CodecFault) -> CodecStep {
        var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
        var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
        let left = ZSTD_decompressStream(context, &target, &source)
        if ZSTD_isError(left) != 0 { throw fault(left) }
        return CodecStep(consumed: source.pos, produced: target.pos, finished: left == 0)
    }

    private func fault(_ status: Int) -> CodecFault {
        let text = errorText(status)
        let code = ZSTD_getErrorCode(status)
        if code == ZSTD_error_frameParameter_windowTooLarge {
            return .unsupported(
                "zstd window above 2^27 bytes; the kernel says \"ZSTD-compressed data is probably corrupt\"")
        }
        if code == ZSTD_error_memory_allocation || code == ZSTD_error_GENERIC {
            return .library("libzstd: \(text)")
        }
        return .corrupt(text)
    }
}

private func errorText(_ status: Int) -> String { String(cString: ZSTD_getErrorName(status)) }
