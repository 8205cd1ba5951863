internal import Archives

/// Compresses into one gzip member without name and time, followed by zero bytes up to a multiple of 4:
/// gzip(1) and the kernel skip them.
package struct GzipSink<Base: ByteSink & ~Copyable>: ByteSink, ~Copyable {
    private var base: CountingSink<Base>
    private var encoder: FilterEncoder

    /// - Parameter level: 1 to 9.
    /// - Throws: `ArchiveFault` for another level.
    package init(_ base: consuming Base, level: Int) throws {
        encoder = try FilterEncoder(.gzip(level: level))
        self.base = CountingSink(base)
    }

    package mutating func write(_ bytes: UnsafeRawBufferPointer) throws {
        var rest = bytes
        while !rest.isEmpty {
            let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 20))
            try base.write(try encoder.write(piece))
            rest = UnsafeRawBufferPointer(rebasing: rest[piece.count...])
        }
    }

    /// Closes the member and gives the wrapped sink back.
    package consuming func finish() throws -> Base {
        try base.write(try encoder.finish())
        try base.writeZeros(Int((4 - base.count % 4) % 4))
        return base.finish()
    }
}
