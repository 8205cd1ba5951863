internal import Distributions
package import Initramfs

/// How an image is made; what is nil is the format's default.
package struct RootImageOptions: Sendable, Equatable {
    /// squashfs: zstd, xz, gzip or lz4. erofs: lz4 or none. ext4: none. cpio: zstd, gzip, xz, lz4 or none.
    package var compression: Compression?
    package var level: Int?
    /// Bytes of a block of squashfs, a power of two from 4096 to 1048576.
    package var blockSize: Int?

    package init(compression: Compression? = nil, level: Int? = nil, blockSize: Int? = nil) {
        self.compression = compression
        self.level = level
        self.blockSize = blockSize
    }

    /// The same with nothing left open, for one format.
    ///
    /// - Throws: `RootImageFault` for what the format does not have.
    func resolved(_ format: RootImageFormat) throws(RootImageFault) -> RootImageOptions {
        let allowed = Self.compressions(format)
        let chosen = compression ?? allowed[0]
        guard allowed.contains(chosen) else {
            throw RootImageFault(
                "\(format.rawValue) is not compressed with \(chosen.rawValue); it takes "
                    + allowed.map(\.rawValue).joined(separator: ", "))
        }
        var result = RootImageOptions(compression: chosen)
        if let levels = Self.levels(format, chosen) {
            let level = level ?? Self.defaultLevel(format, chosen)
            guard levels.contains(level) else {
                throw RootImageFault(
                    "\(chosen.rawValue) in \(format.rawValue) has no level \(level), only "
                        + "\(levels.lowerBound) to \(levels.upperBound)")
            }
            result.level = level
        } else if level != nil {
            throw RootImageFault("\(chosen.rawValue) in \(format.rawValue) has no levels")
        }
        if format == .squashfs {
            // mksquashfs(1), -b.
            let size = blockSize ?? 128 << 10
            guard (4096...1 << 20).contains(size), size.nonzeroBitCount == 1 else {
                throw RootImageFault(
                    "a block of squashfs has 4096 to 1048576 bytes, a power of two; not \(size)")
            }
            result.blockSize = size
        } else if blockSize != nil {
            throw RootImageFault("only squashfs takes a size of blocks")
        }
        return result
    }

    /// The default first.
    private static func compressions(_ format: RootImageFormat) -> [Compression] {
        switch format {
        case .squashfs: [.zstd, .xz, .gzip, .lz4]
        case .erofs: [.lz4, .none]
        case .ext4: [.none]
        case .cpio: [.zstd, .gzip, .xz, .lz4, .none]
        }
    }

    /// mksquashfs(1), mkfs.erofs(1): the levels that are handed on.
    private static func levels(_ format: RootImageFormat, _ compression: Compression) -> ClosedRange<Int>? {
        switch (format, compression) {
        case (.squashfs, .zstd): 1...22
        case (.squashfs, .gzip): 1...9
        case (.squashfs, _), (.ext4, _): nil
        case (.erofs, .lz4): 0...12
        case (.erofs, _): nil
        case (.cpio, _): SegmentCodec.levels(of: compression)
        }
    }

    private static func defaultLevel(_ format: RootImageFormat, _ compression: Compression) -> Int {
        switch (format, compression) {
        case (.squashfs, .zstd): 15
        case (.squashfs, _): 9
        case (.erofs, _): 9
        case (_, _): SegmentCodec.defaultLevel(of: compression) ?? 0
        }
    }
}
