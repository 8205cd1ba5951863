/// The 512 bytes before an entry (POSIX.1-2017, pax, "ustar Interchange Format"; GNU tar, tar.h).
struct TarHeader {
    static let size = 512

    private let bytes: [UInt8]

    /// - Returns: nil for a block of zeros, which ends a tar.
    /// - Throws: `ImageFault` where the checksum is wrong: this is no tar, or a damaged one.
    init?(_ bytes: [UInt8]) throws(ImageFault) {
        guard bytes.count == Self.size else { throw ImageFault("the tar is cut off within a header") }
        if bytes.allSatisfy({ $0 == 0 }) { return nil }
        self.bytes = bytes
        // The checksum field counts as blanks.
        var sum: Int64 = 8 * 32
        for (index, byte) in bytes.enumerated() where !(148..<156).contains(index) { sum += Int64(byte) }
        guard try Self.number(bytes[148..<156]) == sum else {
            throw ImageFault("a header has a wrong checksum: it is no tar, or damaged")
        }
    }

    var type: UInt8 { bytes[156] }
    /// Without the NULs that fill the field.
    var name: [UInt8] { text(0..<100) }
    var linkName: [UInt8] { text(157..<257) }
    /// Goes before the name, with a slash; GNU's form has other things there.
    var prefix: [UInt8] { bytes[257..<263].elementsEqual("ustar\0".utf8) ? text(345..<500) : [] }

    func permissions() throws(ImageFault) -> UInt32 {
        // The upper bits hold the type again in what some writers write.
        UInt32(truncatingIfNeeded: try Self.number(bytes[100..<108])) & 0o7777
    }

    func owner() throws(ImageFault) -> Int64 { try Self.number(bytes[108..<116]) }
    func group() throws(ImageFault) -> Int64 { try Self.number(bytes[116..<124]) }
    func size() throws(ImageFault) -> Int64 { try Self.number(bytes[124..<136]) }
    func modified() throws(ImageFault) -> Int64 { try Self.number(bytes[136..<148]) }
    func major() throws(ImageFault) -> Int64 { try Self.number(bytes[329..<337]) }
    func minor() throws(ImageFault) -> Int64 { try Self.number(bytes[337..<345]) }

    /// The path in the header alone.
    var path: [UInt8] { prefix.isEmpty ? name : prefix + [0x2f] + name }

    private func text(_ range: Range<Int>) -> [UInt8] { Array(bytes[range].prefix { $0 != 0 }) }

    /// Octal digits between blanks or NULs; or, where the first bit is set, a binary number (GNU, star).
    private static func number(_ field: ArraySlice<UInt8>) throws(ImageFault) -> Int64 {
        guard let first = field.first else { return 0 }
        if first & 0x80 != 0 { return try binary(field) }
        let digits = field.drop { $0 == 0x20 }.prefix { $0 != 0x20 && $0 != 0 }
        var result: Int64 = 0
        for digit in digits {
            guard (0x30...0x37).contains(digit) else { throw ImageFault("a number in a header is not octal") }
            // At most 11 digits: 33 bits.
            result = result << 3 | Int64(digit - 0x30)
        }
        return result
    }

    /// Two's complement, big-endian; the first bit is the mark, the second one the sign.
    private static func binary(_ field: ArraySlice<UInt8>) throws(ImageFault) -> Int64 {
        let isNegative = field[field.startIndex] & 0x40 != 0
        var result: Int64 = isNegative ? -1 : 0
        for (index, byte) in field.enumerated() {
            let value = index == 0 ? (isNegative ? byte | 0x80 : byte & 0x7f) : byte
            let (product, overflow) = result.multipliedReportingOverflow(by: 256)
            guard !overflow else { throw ImageFault("a number in a header is too large") }
            result = product | Int64(value)
        }
        return result
    }
}
