/// One zstd frame: lib/decompress_unzstd.c returns after each.
final class ZstdStream: StreamDecoder {
    /// ZSTD_IOBUF_SIZE.
    private static let piece = 1 << 17

    private let header: StreamHeader

    init(header: StreamHeader) { self.header = header }

    func decode(_ cursor: InputCursor, into sink: any DecodedSink) throws(DecodeStop) -> StreamEnd {
        if let refusal = header.refusal { throw .kernel(refusal) }
        var output = PieceBuffer(size: Self.piece)
        var decoder: ZstdDecoder
        do throws(CodecFault) { decoder = try ZstdDecoder() } catch { throw .failed(error) }
        while true {
            let input = try fetch(cursor, atLeast: 1)
            let step: CodecStep
            do throws(CodecFault) {
                step = try decoder.step(input, output.room)
            } catch {
                throw Self.stop(error)
            }
            cursor.advance(step.consumed)
            output.count += step.produced
            let starved = step.consumed == 0 && step.produced == 0 && cursor.remaining == 0
            if step.finished || starved || output.isFull { try output.flush(to: sink) }
            if step.finished { return .sound }
            if starved { throw .kernel(.zstdTruncated) }
        }
    }

    /// handle_zstd_error of lib/decompress_unzstd.c: three errors are "corrupt", others "probably corrupt".
    private static func stop(_ fault: CodecFault) -> DecodeStop {
        switch fault {
        case .corrupt(let words):
            // libzstd's names of corruption_detected (two versions), checksum_wrong and dstSize_tooSmall.
            let corrupt =
                words.contains("orrupt") || words.contains("checksum") || words.contains("Destination")
            return .kernel(corrupt ? .zstdCorrupt : .zstdProbably)
        case .unsupported: return .kernel(.zstdProbably)
        case .truncated: return .kernel(.zstdTruncated)
        case .memoryLimit, .library: return .failed(fault)
        }
    }
}
