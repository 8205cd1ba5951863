/// Collects a decoder's output into pieces of one size, as the kernel's decompressors do with their output buffer.
struct PieceBuffer: ~Copyable {
    /// The memory; `count` bytes of it are filled.
    let memory: UnsafeMutableRawBufferPointer
    var count = 0

    init(size: Int) { memory = .allocate(byteCount: max(size, 1), alignment: 16) }

    deinit { memory.deallocate() }

    /// The part that is not filled.
    var room: UnsafeMutableRawBufferPointer { UnsafeMutableRawBufferPointer(rebasing: memory[count...]) }
    var isFull: Bool { count == memory.count }

    /// Gives out what is there.
    mutating func flush(to sink: any DecodedSink) throws(DecodeStop) {
        if count > 0 { try sink.accept(UnsafeRawBufferPointer(rebasing: memory[..<count])) }
        count = 0
    }
}
