/// The checksum of a bzip2 block: CRC-32 with the polynomial 0x04c11db7, the highest bit first.
struct Bzip2Sum {
    var state: UInt32 = 0xffff_ffff

    /// The checksum of everything added.
    var value: UInt32 { ~state }

    static let table: [UInt32] = (0..<256).map { index in
        var value = UInt32(index) << 24
        for _ in 0..<8 { value = value & 0x8000_0000 == 0 ? value << 1 : value << 1 ^ 0x04c1_1db7 }
        return value
    }
}
