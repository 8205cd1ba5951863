/// Compresses with zstd into one frame whose length is a multiple of 4.
///
/// The kernel begins a plain segment at multiples of 4 only (init/initramfs.c `unpack_to_rootfs`). Zero bytes
/// after the frame would do for it, but `zstd -t` and lsinitramfs(8) refuse them; blocks of no bytes within
/// the frame are part of the format (RFC 8878, 3.1.1.2) and every decoder skips them.
package struct ZstdSink<Base: ByteSink & ~Copyable>: ByteSink, ~Copyable {
    private var base: CountingSink<Base>
    private var encoder: ZstdEncoder
    private let buffer = ScratchBuffer()

    /// Parameters and errors as of `ZstdEncoder`.
    package init(_ base: consuming Base, level: Int, pledgedSize: UInt64?, workers: Int = 2)
        throws(CodecFault)
    {
        encoder = try ZstdEncoder(level: level, pledgedSize: pledgedSize, workers: workers)
        self.base = CountingSink(base)
    }

    package mutating func write(_ bytes: UnsafeRawBufferPointer) throws {
        var rest = bytes
        while !rest.isEmpty {
            let step = try encoder.step(rest, buffer.memory, end: false)
            rest = UnsafeRawBufferPointer(rebasing: rest[step.consumed...])
            try base.write(UnsafeRawBufferPointer(rebasing: buffer.memory[..<step.produced]))
        }
    }

    /// Closes the frame and gives the wrapped sink back.
    package consuming func finish() throws -> Base {
        var flushed = false
        while !flushed {
            let step = try encoder.flush(buffer.memory)
            try base.write(UnsafeRawBufferPointer(rebasing: buffer.memory[..<step.produced]))
            flushed = step.finished
        }
        var end: [UInt8] = []
        var ended = false
        while !ended {
            let step = try encoder.step(
                UnsafeRawBufferPointer(start: nil, count: 0), buffer.memory, end: true)
            end.append(contentsOf: buffer.memory[..<step.produced])
            ended = step.finished
        }
        // A last raw block of size 0 (three bytes, little-endian 1) and the checksum of four bytes; blocks of
        // size 0 that are not the last (three bytes, 0) before it add 3 to the length each, which is -1
        // modulo 4.
        if end.count == 7, end.starts(with: [1, 0, 0]) {
            let excess = Int((base.count + 7) % 4)
            end.insert(contentsOf: [UInt8](repeating: 0, count: 3 * excess), at: 0)
        }
        try base.write(end)
        try base.writeZeros(Int((4 - base.count % 4) % 4))
        return base.finish()
    }
}
