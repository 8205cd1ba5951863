internal import Distributions
package import Initramfs

/// How an image is made; what is nil is the format's default.
package struct RootImageOptions: Sendable, Equatable {
    /// squashfs: zstd, xz, gzip or lz4. erofs: lz4 or none. ext4: none. cpio: zstd, gzip, xz, lz4 or none.
    package var compression: Compression?
    package var level: Int?
    /// Bytes that are compressed together, a power of two from 4096 to 1048576: a block of squashfs, or what a block of
    /// erofs takes when it is compressed.
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
        if let standard = Self.defaultBlockSize(format, chosen) {
            let size = blockSize ?? standard
            guard (4096...1 << 20).contains(size), size.nonzeroBitCount == 1 else {
                throw RootImageFault(
                    "a block of \(format.rawValue) has 4096 to 1048576 bytes, a power of two; not \(size)")
            }
            result.blockSize = size
        } else if blockSize != nil {
            throw RootImageFault("\(chosen.rawValue) in \(format.rawValue) has no size of blocks")
        }
        return result
    }

    /// mksquashfs(1), -b; mkfs.erofs(1), -C. Nil where there are no blocks that are compressed.
    private static func defaultBlockSize(_ format: RootImageFormat, _ compression: Compression) -> Int? {
        switch (format, compression) {
        case (.squashfs, _): 128 << 10
        // More than one page needs Linux 5.13 (fs/erofs, big pcluster) and saves a seventh.
        case (.erofs, .lz4): 64 << 10
        case (_, _): nil
        }
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
