/// A decoding table of one deflate code (RFC 1951, section 3.2): a root table indexed by the next bits, and tables
/// below it for longer codes.
///
/// An entry's lowest byte is how many bits the code takes; the next says what it is; the upper half is its value.
struct HuffmanTable: ~Copyable {
    /// What an entry is: bits 8 to 15.
    static let literal: UInt32 = 0x8000
    static let end: UInt32 = 0x4000
    static let below: UInt32 = 0x2000
    static let invalid: UInt32 = 0x1000
    /// Extra bits of a length or distance, in bits 8 to 11 of an entry without the flags above.
    static let extraMask: UInt32 = 0x0f00

    /// The entries; the root table first.
    let entries: UnsafeMutablePointer<UInt32>
    /// Bits that index the root table.
    let rootBits: Int

    private static let longest = 15

    init(rootBits: Int, symbols: Int) {
        self.rootBits = rootBits
        // A table below the root has at most 2^(15 - rootBits) entries, and there is at most one for two symbols.
        let capacity = 1 << rootBits + (symbols / 2 + 1) << (Self.longest - rootBits)
        entries = .allocate(capacity: capacity)
        entries.initialize(repeating: Self.invalid, count: capacity)
    }

    deinit { entries.deallocate() }

    /// Builds the table from code lengths (0 for unused symbols); `values` gives each symbol's entry without its
    /// number of bits. False where the lengths are no prefix code that inflate takes: oversubscribed, or incomplete
    /// other than a single code of one bit (lib/zlib_inflate/inftrees.c).
    mutating func build(
        _ lengths: UnsafeBufferPointer<UInt8>, complete: Bool, values: UnsafePointer<UInt32>
    ) -> Bool {
        withUnsafeTemporaryAllocation(of: Int.self, capacity: 2 * (Self.longest + 1)) { work in
            work.initialize(repeating: 0)
            for length in lengths { work[Int(length)] += 1 }
            var left = 1
            var longest = 0
            for length in 1...Self.longest {
                left = left << 1 - work[length]
                if left < 0 { return false }
                if work[length] > 0 { longest = length }
            }
            if longest == 0 { return fillInvalid() }
            if left > 0, complete || longest != 1 { return false }
            // The first code of each length, in the upper half.
            var code = 0
            work[0] = 0
            for length in 1...Self.longest {
                code = (code + work[length - 1]) << 1
                work[Self.longest + length] = code
            }
            fill(lengths, values, work)
            return true
        }
    }

    private func fillInvalid() -> Bool {
        for index in 0..<(1 << rootBits) { entries[index] = Self.invalid | 1 }
        return true
    }

    private func fill(
        _ lengths: UnsafeBufferPointer<UInt8>, _ values: UnsafePointer<UInt32>,
        _ work: UnsafeMutableBufferPointer<Int>
    ) {
        let root = 1 << rootBits
        for index in 0..<root { entries[index] = Self.invalid | 1 }
        var next = root
        // Codes longer than the root, longest first, so that each table below is made as large as it must be.
        var length = Self.longest
        while length > 0 {
            var code = work[Self.longest + length]
            for symbol in 0..<lengths.count where Int(lengths[symbol]) == length {
                let reversed = Self.reverse(code, length)
                code += 1
                if length <= rootBits {
                    var index = reversed
                    while index < root {
                        entries[index] = values[symbol] | UInt32(length)
                        index += 1 << length
                    }
                } else {
                    next = fillBelow(reversed, length, values[symbol], next)
                }
            }
            length -= 1
        }
    }

    /// Puts a long code into the table below its root entry, making that table where there is none yet.
    private func fillBelow(_ reversed: Int, _ length: Int, _ value: UInt32, _ next: Int) -> Int {
        let prefix = reversed & (1 << rootBits - 1)
        var free = next
        if entries[prefix] & Self.below == 0 {
            let bits = length - rootBits
            for index in free..<(free + 1 << bits) { entries[index] = Self.invalid | 1 }
            entries[prefix] = UInt32(free) << 16 | Self.below | UInt32(bits) << 8 | UInt32(rootBits)
            free += 1 << bits
        }
        let start = Int(entries[prefix] >> 16)
        let size = 1 << Int(entries[prefix] >> 8 & 0xf)
        var index = reversed >> rootBits
        while index < size {
            entries[start + index] = value | UInt32(length)
            index += 1 << (length - rootBits)
        }
        return free
    }

    private static func reverse(_ code: Int, _ length: Int) -> Int {
        var result = 0
        for bit in 0..<length where code >> bit & 1 != 0 { result |= 1 << (length - 1 - bit) }
        return result
    }
}
