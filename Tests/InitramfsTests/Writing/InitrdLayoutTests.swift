import Testing

@testable import Initramfs

@Suite struct InitrdLayoutTests {
    @Test func everyPieceIsAligned() throws {
        let layout = try InitrdLayout([
            InitrdPiece(size: 5, compression: .zstd), InitrdPiece(size: 8, compression: .none),
            InitrdPiece(size: 3, compression: .gzip),
        ])
        #expect(layout.placements.map(\.offset) == [0, 8, 16])
        #expect(layout.placements.map(\.zeros) == [0, 3, 0])
        #expect(layout.finalZeros == 1 && layout.size == 20)
        #expect(try InitrdLayout([]).size == 0)
    }

    @Test(arguments: [
        (UInt64(8), UInt64(0), UInt64(4)), (9, 0, 7), (11, 0, 5), (12, 2, 4), (12, 4, 0), (10, 3, 2),
    ])
    func zerosAfterLz4(size: UInt64, trailing: UInt64, expected: UInt64) throws {
        let first = InitrdPiece(size: size, first: .none, last: .lz4, trailingZeros: trailing)
        let layout = try InitrdLayout([first, InitrdPiece(size: 4, compression: .lz4)])
        #expect(layout.placements[1].zeros == expected)
        #expect(layout.placements[1].offset % 4 == 0)
    }

    @Test func lz4CanBeRefusedUnlessLast() throws {
        let lz4 = InitrdPiece(size: 9, compression: .lz4)
        let plain = InitrdPiece(size: 8, compression: .none)
        #expect(throws: LayoutFault.lz4NotLast(0)) { try InitrdLayout([lz4, plain], lz4: .refuse) }
        let last = try InitrdLayout([plain, lz4], lz4: .refuse)
        // One zero byte after lz4 would be an incomplete chunk.
        #expect(last.size == 17 && last.finalZeros == 0)
    }

    @Test func refusals() throws {
        let plain = InitrdPiece(size: 8, compression: .none)
        #expect(throws: LayoutFault.empty(1)) {
            try InitrdLayout([plain, InitrdPiece(size: 0, compression: .xz)])
        }
        let open = InitrdPiece(size: 8, first: .none, last: .none, hasTrailer: false)
        #expect(throws: LayoutFault.noTrailer(0)) { try InitrdLayout([open, plain]) }
        #expect(try InitrdLayout([plain, open]).size == 16)
        let large = InitrdPiece(size: 0xffff_fff8, compression: .none)
        #expect(try InitrdLayout([large]).size == 0xffff_fff8)
        #expect(throws: LayoutFault.tooLarge(0x1_0000_0000)) { try InitrdLayout([large, plain]) }
        #expect(throws: LayoutFault.tooLarge(.max)) {
            try InitrdLayout([plain, InitrdPiece(size: .max, compression: .none)])
        }
    }
}
