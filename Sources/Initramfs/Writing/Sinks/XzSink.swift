/// Compresses into one `.xz` stream; such a stream's length is a multiple of 4 by itself (xz file format
/// 2.1).
package struct XzSink<Base: ByteSink & ~Copyable>: ByteSink, ~Copyable {
    private var base: Base
    private var encoder: XzEncoder
    private let buffer = ScratchBuffer()

    /// Parameters and errors as of `XzEncoder`.
    package init(_ base: consuming Base, level: Int, contentSize: UInt64?, threads: Int = 2)
        throws(CodecFault)
    {
        encoder = try XzEncoder(level: level, contentSize: contentSize, threads: threads)
        self.base = base
    }

    package mutating func write(_ bytes: UnsafeRawBufferPointer) throws {
        var rest = bytes
        while !rest.isEmpty {
            let step = try encoder.step(rest, buffer.memory, end: false)
            rest = UnsafeRawBufferPointer(rebasing: rest[step.consumed...])
            try base.write(UnsafeRawBufferPointer(rebasing: buffer.memory[..<step.produced]))
        }
    }

    /// Closes the stream and gives the wrapped sink back.
    package consuming func finish() throws -> Base {
        var ended = false
        while !ended {
            let step = try encoder.step(
                UnsafeRawBufferPointer(start: nil, count: 0), buffer.memory, end: true)
            try base.write(UnsafeRawBufferPointer(rebasing: buffer.memory[..<step.produced]))
            ended = step.finished
        }
        return base
    }
}
