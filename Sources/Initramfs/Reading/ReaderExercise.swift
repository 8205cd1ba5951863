/// Runs everything that reads bytes from outside on some bytes, for a fuzzer: nothing may trap, hang or take more
/// memory than the small limits allow.
///
/// Returns how many entries a modern kernel would have seen; 0 where a limit ended reading.
@discardableResult
package func exerciseReader(_ bytes: [UInt8]) -> Int {
    var entries = 0
    let limits = ReadLimits(
        entries: 10_000, unpackedBytes: 16 << 20, ratioFrom: 1 << 20, nameBytes: 4 << 20,
        decoderMemory: 16 << 20, warnings: 16)
    let source = InputSource(bytes: bytes)
    for support in [KernelSupport.modern, .linux42] {
        guard let image = try? InitrdReader(source, limits: limits, support: support).read() else { continue }
        if support == .modern { entries = image.entries }
        _ = image.verdict.summary
        for warning in image.verdict.warnings { _ = warning.description }
        let items = image.tree.items()
        _ = image.tree.directorySizes(depth: 2)
        for item in items.prefix(16) { _ = try? image.contents(of: item.name, limit: 1 << 20) }
    }
    // Each decoder on bytes that are not its own.
    for compression in Compression.allCases {
        let header = StreamHeader(compression: compression, bytes: bytes, support: .modern)
        let decoder = StreamDecoders.decoder(for: header, support: .modern, limits: limits)
        _ = try? decoder?.decode(InputCursor(source), into: CountingDecodedSink(limit: limits.unpackedBytes))
    }
    return entries
}

/// Counts what is decoded and ends a stream that is too long.
private final class CountingDecodedSink: DecodedSink {
    private var count: UInt64 = 0
    private let limit: UInt64

    init(limit: UInt64) { self.limit = limit }

    func accept(_ bytes: UnsafeRawBufferPointer) throws(DecodeStop) {
        count += UInt64(bytes.count)
        if count > limit { throw .ended }
    }
}
