internal import CLzma

/// An `.xz` stream of blocks with CRC32, the same bytes on every machine.
///
/// lib/decompress_unxz.c is built without XZ_DEC_ANY_CHECK: the kernel takes CRC32 or no check, and not the
/// CRC64 that `xz` writes by default. Blocks have a fixed size, so the number of threads changes nothing in
/// the bytes.
package struct XzEncoder: ~Copyable {
    private var stream: lzma_stream

    /// The presets that liblzma knows.
    package static let levels = 0...9
    /// The kernel allocates the declared dictionary in one piece, so larger ones must be asked for.
    package static let defaultDictionary: UInt32 = 8 << 20

    /// - Parameters:
    ///   - level: 0 to 9, the preset of `xz -N`.
    ///   - contentSize: how many bytes will come, where known: the dictionary is then no larger than needed.
    ///   - dictionary: the largest dictionary in bytes (4,096 to 2^29); the preset's own is used where
    ///     smaller.
    ///   - threads: threads that compress, at least 2 whatever is given; has no influence on the bytes.
    /// - Throws: `.unsupported` for a value out of range, `.library` where liblzma cannot be set up.
    package init(
        level: Int, contentSize: UInt64? = nil, dictionary: UInt32 = Self.defaultDictionary, threads: Int = 2
    ) throws(CodecFault) {
        guard Self.levels.contains(level) else { throw .unsupported("xz has no level \(level), only 0 to 9") }
        guard (4096...(1 << 29)).contains(dictionary) else {
            throw .unsupported("an xz dictionary of \(dictionary) bytes; 4,096 to 536,870,912 are possible")
        }
        var options = lzma_options_lzma()
        if lzma_lzma_preset(&options, UInt32(level)) != 0 {
            throw .library("liblzma refuses preset \(level)")
        }
        options.dict_size = min(options.dict_size, dictionary)
        while options.dict_size > 4096, let contentSize, contentSize <= UInt64(options.dict_size / 2) {
            options.dict_size /= 2
        }
        var created = lzma_stream()
        let result = withUnsafeMutablePointer(to: &options) { options in
            var filters = [
                lzma_filter(id: lzma_vli(lzma2Filter), options: options),
                lzma_filter(id: lzma_vli.max, options: nil),
            ]
            return filters.withUnsafeMutableBufferPointer { filters in
                var parallel = lzma_mt()
                parallel.threads = UInt32(clamping: max(2, threads))
                // As `xz` has it: three times the dictionary, at least 1 MiB.
                parallel.block_size = max(1 << 20, UInt64(options.pointee.dict_size) * 3)
                parallel.filters = UnsafePointer(filters.baseAddress)
                parallel.check = LZMA_CHECK_CRC32
                return lzma_stream_encoder_mt(&created, &parallel)
            }
        }
        if result != LZMA_OK {
            lzma_end(&created)
            throw fault(result, memory: 0)
        }
        stream = created
    }

    deinit {
        var copy = stream
        lzma_end(&copy)
    }

    /// Compresses some of `input` into `output`; with `end` the stream is closed once all input is consumed,
    /// and the caller repeats the call (with the rest of the input) until `finished`.
    ///
    /// - Throws: `.library` where liblzma fails.
    package mutating func step(
        _ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer, end: Bool
    ) throws(CodecFault) -> CodecStep {
        let (result, step) = run(&stream, input, output, end ? LZMA_FINISH : LZMA_RUN)
        guard result == LZMA_OK || result == LZMA_STREAM_END || result == LZMA_BUF_ERROR else {
            throw fault(result, memory: 0)
        }
        return step
    }
}

/// Decodes one `.xz` stream or one `.lzma` ("alone") stream.
package struct LzmaDecoder: ~Copyable {
    /// Which container to expect.
    package enum Kind: Sendable {
        /// A single `.xz` stream, whatever its check: the caller looks at the header to know what the kernel
        /// takes.
        case xz
        /// `.lzma`, "alone".
        case alone
    }

    private var stream: lzma_stream

    /// - Parameters:
    ///   - kind: the container.
    ///   - memoryLimit: the most memory in bytes that decoding may take, dictionary included.
    /// - Throws: `.library` where liblzma cannot be set up.
    package init(_ kind: Kind, memoryLimit: UInt64) throws(CodecFault) {
        var created = lzma_stream()
        let result =
            switch kind {
            case .xz: lzma_stream_decoder(&created, max(1, memoryLimit), 0)
            case .alone: lzma_alone_decoder(&created, max(1, memoryLimit))
            }
        if result != LZMA_OK {
            lzma_end(&created)
            throw fault(result, memory: 0)
        }
        stream = created
    }

    deinit {
        var copy = stream
        lzma_end(&copy)
    }

    /// Decompresses some of `input` into `output`.
    ///
    /// `finished` marks the end of the stream; what follows needs a decoder of its own. A call that neither
    /// consumes nor produces anything needs more input: at its end that is a truncated stream.
    /// - Throws: `.corrupt`, `.memoryLimit`, `.unsupported` (a filter or option that liblzma does not know).
    package mutating func step(
        _ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer
    ) throws(CodecFault) -> CodecStep {
        let (result, step) = run(&stream, input, output, LZMA_RUN)
        guard result == LZMA_OK || result == LZMA_STREAM_END || result == LZMA_BUF_ERROR else {
            throw fault(result, memory: lzma_memusage(&stream))
        }
        return step
    }
}

/// LZMA_FILTER_LZMA2 of lzma/lzma12.h, a macro that Swift does not import.
private let lzma2Filter = 0x21

private func run(
    _ stream: inout lzma_stream, _ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer,
    _ action: lzma_action
) -> (lzma_ret, CodecStep) {
    stream.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.avail_in = input.count
    stream.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.avail_out = output.count
    let result = lzma_code(&stream, action)
    let step = CodecStep(
        consumed: input.count - stream.avail_in, produced: output.count - stream.avail_out,
        finished: result == LZMA_STREAM_END)
    return (result, step)
}

private func fault(_ result: lzma_ret, memory: UInt64) -> CodecFault {
    switch result {
    case LZMA_FORMAT_ERROR: .corrupt("no xz or lzma stream")
    case LZMA_DATA_ERROR: .corrupt("liblzma finds the data corrupt")
    case LZMA_MEMLIMIT_ERROR: .memoryLimit(needed: memory)
    case LZMA_OPTIONS_ERROR, LZMA_UNSUPPORTED_CHECK:
        .unsupported("liblzma does not know an option of this stream")
    case LZMA_MEM_ERROR: .library("liblzma could not allocate memory")
    default: .library("liblzma error \(result.rawValue)")
    }
}
