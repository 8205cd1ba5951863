/// One .xz stream; liblzma and lib/xz/ decode the same format, and the header tells what the kernel refuses.
final class XzStream: StreamDecoder {
    /// XZ_IOBUF_SIZE of lib/decompress_unxz.c.
    private static let piece = 4096

    private let header: StreamHeader
    private let memory: UInt64

    init(header: StreamHeader, memory: UInt64) {
        self.header = header
        self.memory = memory
    }

    func decode(_ cursor: InputCursor, into sink: any DecodedSink) throws(DecodeStop) -> StreamEnd {
        if let refusal = header.refusal { throw .kernel(refusal) }
        if let needed = header.dictionary, needed > memory {
            throw .failed(ReadFault.limit(.decoderMemory(needed: needed, allowed: memory)))
        }
        var output = PieceBuffer(size: Self.piece)
        var decoder: LzmaDecoder
        do throws(CodecFault) {
            decoder = try LzmaDecoder(.xz, memoryLimit: memory)
        } catch {
            throw .failed(error)
        }
        while true {
            let input = try fetch(cursor, atLeast: 1)
            let step: CodecStep
            do throws(CodecFault) {
                step = try decoder.step(input, output.room)
            } catch {
                // What this call produced before it failed, at most one piece, is lost. The kernel loses it as well
                // where the data itself is damaged, and has given it out where only the check is wrong.
                try output.flush(to: sink)
                throw stop(error)
            }
            cursor.advance(step.consumed)
            output.count += step.produced
            let starved = step.consumed == 0 && step.produced == 0 && cursor.remaining == 0
            if step.finished || starved || output.isFull { try output.flush(to: sink) }
            if step.finished { return .sound }
            if starved { throw .kernel(.xzCorrupt) }
        }
    }

    private func stop(_ fault: CodecFault) -> DecodeStop {
        switch fault {
        case .corrupt, .truncated: .kernel(.xzCorrupt)
        case .unsupported: .kernel(.xzOptions)
        case .memoryLimit(let needed):
            .failed(ReadFault.limit(.decoderMemory(needed: needed, allowed: memory)))
        case .library: .failed(fault)
        }
    }
}
