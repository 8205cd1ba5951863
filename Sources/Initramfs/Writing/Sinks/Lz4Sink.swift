internal import Archives

/// Compresses into the legacy LZ4 frame, the only one that the kernel reads (lib/decompress_unlz4.c), its
/// length a multiple of 4.
///
/// Nothing may follow such a frame directly: the kernel takes the next bytes for the size of a chunk. So no
/// zero bytes fill it up, but chunks that decompress to nothing, which the kernel and `lz4 -d` pass over.
package struct Lz4Sink<Base: ByteSink & ~Copyable>: ByteSink, ~Copyable {
    private var base: CountingSink<Base>
    private var encoder: FilterEncoder
    private var framer = Lz4LegacyFramer()

    /// A chunk of one byte: a sequence of no literals that ends the block (lz4 block format).
    private static var emptyChunk: [UInt8] { [1, 0, 0, 0, 0] }

    /// - Parameter level: 1 to 9; from 3 on with the slow match finder.
    /// - Throws: `ArchiveFault` for another level.
    package init(_ base: consuming Base, level: Int) throws {
        encoder = try FilterEncoder(.lz4(level: level))
        self.base = CountingSink(base)
    }

    package mutating func write(_ bytes: UnsafeRawBufferPointer) throws {
        var rest = bytes
        while !rest.isEmpty {
            let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 20))
            try base.write(try framer.reframe(try encoder.write(piece)))
            rest = UnsafeRawBufferPointer(rebasing: rest[piece.count...])
        }
    }

    /// Closes the frame and gives the wrapped sink back.
    package consuming func finish() throws -> Base {
        try base.write(try framer.reframe(try encoder.finish()))
        guard framer.isComplete else { throw CodecFault.library("libarchive's lz4 frame has no end") }
        for _ in 0..<Int((4 - base.count % 4) % 4) { try base.write(Self.emptyChunk) }
        return base.finish()
    }
}
