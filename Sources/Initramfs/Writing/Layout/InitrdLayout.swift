/// Where the pieces of an initrd lie in the file, so that the kernel finds every one of them.
package struct InitrdLayout: Equatable, Sendable {
    /// How lz4 may be followed by something.
    package enum Lz4Policy: Sendable {
        /// Zero bytes are put in: right for kernels since 5.14 and stable ones since mid-2021 (commit
        /// 2c484419efc0, "correctly handle zero-padding around initrds").
        case addZeros
        /// Refused: older kernels take the zero bytes for a chunk as well.
        case refuse
    }

    /// A piece and its place.
    package struct Placement: Equatable, Sendable {
        package let piece: InitrdPiece
        /// Zero bytes right before it.
        package let zeros: UInt64
        /// Its first byte, counted from the start of the file.
        package let offset: UInt64
    }

    package let placements: [Placement]
    /// Bytes of the whole file; a multiple of 4, so that what a boot loader appends is aligned too, unless
    /// the last piece is a foreign lz4 one.
    package let size: UInt64
    /// Zero bytes after the last piece.
    package let finalZeros: UInt64

    /// The largest size: `ramdisk_size` is a 32-bit number (Documentation/arch/x86/boot.rst).
    package static let maximumSize: UInt64 = 0xffff_ffff

    /// Lays the pieces one after another.
    ///
    /// A plain archive must begin at a multiple of 4 (init/initramfs.c `unpack_to_rootfs`), so every piece
    /// does. After lz4 there are at least 4 zero bytes, because lib/decompress_unlz4.c reads on until a chunk
    /// size of 0.
    /// - Throws: `LayoutFault`.
    package init(_ pieces: [InitrdPiece], lz4: Lz4Policy = .addZeros) throws(LayoutFault) {
        var placements: [Placement] = []
        var end: UInt64 = 0
        for (index, piece) in pieces.enumerated() {
            if piece.size == 0 { throw .empty(index) }
            var zeros = (4 - end % 4) % 4
            if let previous = placements.last?.piece {
                if !previous.hasTrailer { throw .noTrailer(index - 1) }
                if previous.last == .lz4 {
                    if lz4 == .refuse { throw .lz4NotLast(index - 1) }
                    while previous.trailingZeros + zeros < 4 { zeros += 4 }
                }
            }
            placements.append(Placement(piece: piece, zeros: zeros, offset: end + zeros))
            let (next, overflow) = (end + zeros).addingReportingOverflow(piece.size)
            guard !overflow, next <= Self.maximumSize else { throw .tooLarge(overflow ? UInt64.max : next) }
            end = next
        }
        // Not after lz4: one to three zero bytes are no end for it, and nothing may follow it anyway.
        finalZeros = placements.last?.piece.last == .lz4 ? 0 : (4 - end % 4) % 4
        let total = end + finalZeros
        guard total <= Self.maximumSize else { throw .tooLarge(total) }
        size = total
        self.placements = placements
    }
}
