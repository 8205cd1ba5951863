/// One .lzma ("alone") stream.
final class LzmaStream: StreamDecoder {
    private let header: StreamHeader
    private let memory: UInt64

    init(header: StreamHeader, memory: UInt64) {
        self.header = header
        self.memory = memory
    }

    /// lib/decompress_unlzma.c flushes its dictionary when that is full and at the end, and nothing where it fails:
    /// what a damaged stream holds since the last time is lost. Beyond 64 MiB the piece is kept smaller.
    private var piece: Int {
        Int(min(max(min(header.dictionary ?? 0, header.contentSize ?? .max), 4096), 64 << 20))
    }

    func decode(_ cursor: InputCursor, into sink: any DecodedSink) throws(DecodeStop) -> StreamEnd {
        if let refusal = header.refusal { throw .kernel(refusal) }
        if let needed = header.dictionary, needed > memory {
            throw .failed(ReadFault.limit(.decoderMemory(needed: needed, allowed: memory)))
        }
        var output = PieceBuffer(size: piece)
        var decoder: LzmaDecoder
        do throws(CodecFault) {
            decoder = try LzmaDecoder(.alone, memoryLimit: memory)
        } catch {
            throw .failed(error)
        }
        while true {
            let input = try fetch(cursor, atLeast: 1)
            let step: CodecStep
            do throws(CodecFault) { step = try decoder.step(input, output.room) } catch { throw stop(error) }
            cursor.advance(step.consumed)
            output.count += step.produced
            if step.consumed == 0, step.produced == 0, !step.finished, cursor.remaining == 0 {
                throw .kernel(.lzmaEnd)
            }
            if step.finished || output.isFull { try output.flush(to: sink) }
            if step.finished { return .sound }
        }
    }

    private func stop(_ fault: CodecFault) -> DecodeStop {
        switch fault {
        case .corrupt, .unsupported: .kernel(.lzmaCorrupt)
        case .truncated: .kernel(.lzmaEnd)
        case .memoryLimit(let needed):
            .failed(ReadFault.limit(.decoderMemory(needed: needed, allowed: memory)))
        case .library: .failed(fault)
        }
    }
}
