/// Memory for input or output of system calls and codecs, freed with its owner.
struct ScratchBuffer: ~Copyable {
    /// Large enough that the cost of a call does not matter.
    static let defaultSize = 256 << 10

    let memory: UnsafeMutableRawBufferPointer

    init(size: Int = Self.defaultSize) { memory = .allocate(byteCount: max(1, size), alignment: 16) }

    deinit { memory.deallocate() }
}
