/// One of a bzip2 block's Huffman codes.
struct Bzip2Code {
    private static let longest = 20

    private var shortest = Bzip2Code.longest
    private var longestUsed = 1
    /// For each length the largest code of that length, filled up to the longest, and what to subtract from a code to
    /// get its index among the sorted symbols.
    private var limits = [Int](repeating: -1, count: Bzip2Code.longest + 2)
    private var bases = [Int](repeating: 0, count: Bzip2Code.longest + 2)
    private var symbols: [UInt16] = []

    /// Reads the code's lengths; nil where they are out of range.
    init?(_ bits: BigBitReader, symbols count: Int) throws(DecodeStop) {
        var lengths: [Int] = []
        lengths.reserveCapacity(count)
        var length = try bits.take(5)
        for _ in 0..<count {
            while true {
                guard (1...Self.longest).contains(length), !bits.isShort else { return nil }
                if try bits.take(1) == 0 { break }
                length += try bits.take(1) == 0 ? 1 : -1
            }
            lengths.append(length)
        }
        build(lengths)
    }

    private mutating func build(_ lengths: [Int]) {
        shortest = lengths.min() ?? 1
        longestUsed = lengths.max() ?? 1
        for length in shortest...longestUsed {
            for (symbol, own) in lengths.enumerated() where own == length { symbols.append(UInt16(symbol)) }
        }
        var code = 0
        var before = 0
        for length in shortest...longestUsed {
            let count = lengths.lazy.filter { $0 == length }.count
            bases[length] = code - before
            code += count
            before += count
            limits[length] = code << (longestUsed - length) - 1
            code <<= 1
        }
    }

    /// The next symbol; nil where the bits are no code.
    @inline(__always)
    func next(_ bits: BigBitReader) throws(DecodeStop) -> Int? {
        let ahead = try bits.look(longestUsed)
        var length = shortest
        while length <= longestUsed, ahead > limits[length] { length &+= 1 }
        guard length <= longestUsed else { return nil }
        bits.drop(length)
        let index = ahead &>> (longestUsed &- length) &- bases[length]
        return index >= 0 && index < symbols.count ? Int(symbols[index]) : nil
    }
}
