/// A compression that we write, at a level that it has.
package struct SegmentCodec: Equatable, Hashable, Sendable {
    package let compression: Compression
    /// Nil for `.none` only.
    package let level: Int?

    /// - Parameter level: nil takes the default.
    /// - Throws: `.unsupported` for a compression that is only read, for a level out of range, and for a
    ///   level of `.none`.
    package init(_ compression: Compression, level: Int? = nil) throws(CodecFault) {
        guard Compression.writable.contains(compression) else {
            throw .unsupported("\(compression.rawValue) is read, but not written")
        }
        guard let levels = Self.levels(of: compression) else {
            if let level { throw .unsupported("level \(level) without compression") }
            self.compression = compression
            self.level = nil
            return
        }
        let chosen = level ?? Self.defaultLevel(of: compression)
        guard let chosen, levels.contains(chosen) else {
            let range = "\(levels.lowerBound) to \(levels.upperBound)"
            throw .unsupported("\(compression.rawValue) level \(chosen ?? 0): \(range) are possible")
        }
        self.compression = compression
        self.level = chosen
    }

    /// The levels of a compression that we write; nil where it has none.
    package static func levels(of compression: Compression) -> ClosedRange<Int>? {
        switch compression {
        case .gzip, .lz4: 1...9
        case .xz: XzEncoder.levels
        case .zstd: ZstdEncoder.levels
        case .none, .lzma, .bzip2, .lzo: nil
        }
    }

    /// The level where none is given.
    ///
    /// gzip 6: 9 costs four times the time for 1 % less. xz 6 is `xz`'s own. zstd 3: the kernel unpacks all
    /// levels alike, and rebuilding stays quick. lz4 1: who chooses lz4 wants speed.
    package static func defaultLevel(of compression: Compression) -> Int? {
        switch compression {
        case .gzip, .xz: 6
        case .zstd: 3
        case .lz4: 1
        case .none, .lzma, .bzip2, .lzo: nil
        }
    }
}
