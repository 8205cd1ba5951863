/// Finds the decoder of a stream.
enum StreamDecoders {
    /// A fresh decoder; nil for plain cpio, which needs none.
    static func decoder(
        for header: StreamHeader, support: KernelSupport, limits: ReadLimits
    ) -> (any StreamDecoder)? {
        switch header.compression {
        case .none: nil
        case .gzip: GzipDecoder()
        case .bzip2: Bzip2Decoder()
        case .lzma: LzmaStream(header: header, memory: limits.decoderMemory)
        case .xz: XzStream(header: header, memory: limits.decoderMemory)
        case .lzo: LzopDecoder()
        case .lz4: Lz4Decoder(endsAtPadding: support.lz4EndsAtPadding)
        case .zstd: ZstdStream(header: header)
        }
    }
}
