/// One block of a bzip2 stream: Huffman codes, move to front, runs, and the Burrows-Wheeler transform undone.
final class Bzip2Block {
    private static let groupSize = 50

    private let capacity: Int
    /// In the lowest byte what `read` decoded; above it the chain that `write` follows.
    private let cells: UnsafeMutablePointer<UInt32>
    private var origin = 0
    private var left = 0
    private var cell: UInt32 = 0
    private var previous = -1
    private var alike = 0
    private var copies = 0

    init(capacity: Int) {
        self.capacity = capacity
        cells = .allocate(capacity: capacity)
    }

    deinit { cells.deallocate() }

    /// Reads a block up to its end; false where it is damaged.
    func read(_ bits: BigBitReader) throws(DecodeStop) -> Bool {
        // Blocks "randomised" by the first versions of bzip2: RETVAL_OBSOLETE_INPUT.
        guard try bits.take(1) == 0 else { return false }
        origin = try bits.take(24)
        guard origin < capacity else { return false }
        var used: [UInt8] = []
        let rows = try bits.take(16)
        for row in 0..<16 where rows >> (15 - row) & 1 != 0 {
            let columns = try bits.take(16)
            for column in 0..<16 where columns >> (15 - column) & 1 != 0 {
                used.append(UInt8(row * 16 + column))
            }
        }
        let groups = try bits.take(3)
        guard (2...6).contains(groups), let selectors = try selectors(bits, groups) else { return false }
        var codes: [Bzip2Code] = []
        for _ in 0..<groups {
            guard let code = try Bzip2Code(bits, symbols: used.count + 2) else { return false }
            codes.append(code)
        }
        guard !bits.isShort, let count = try symbols(bits, codes, selectors, used) else { return false }
        return prepare(count)
    }

    private func selectors(_ bits: BigBitReader, _ groups: Int) throws(DecodeStop) -> [Int]? {
        let count = try bits.take(15)
        guard count > 0 else { return nil }
        var order = Array(0..<groups)
        var result: [Int] = []
        result.reserveCapacity(count)
        for _ in 0..<count {
            var index = 0
            while try bits.take(1) == 1 {
                index += 1
                guard index < groups else { return nil }
            }
            if bits.isShort { return nil }
            let chosen = order.remove(at: index)
            order.insert(chosen, at: 0)
            result.append(chosen)
        }
        return result
    }

    /// Decodes the block's symbols into `cells`; how many bytes, nil where they are damaged.
    private func symbols(
        _ bits: BigBitReader, _ codes: [Bzip2Code], _ selectors: [Int], _ used: [UInt8]
    ) throws(DecodeStop) -> Int? {
        var front = used
        var count = 0
        var run = 0
        var weight = 1
        for selector in selectors {
            let code = codes[selector]
            for _ in 0..<Self.groupSize {
                guard let symbol = try code.next(bits), !bits.isShort else { return nil }
                if symbol <= 1 {
                    // Bijective base 2: the run's digits are 1 and 2, the lowest first.
                    guard weight <= capacity * 2 else { return nil }
                    run += weight << symbol
                    weight <<= 1
                    continue
                }
                if run > 0 {
                    guard count + run < capacity, let byte = front.first else { return nil }
                    (cells + count).initialize(repeating: UInt32(byte), count: run)
                    count += run
                    run = 0
                    weight = 1
                }
                if symbol > used.count { return count }
                guard count < capacity else { return nil }
                let byte = front.remove(at: symbol - 1)
                front.insert(byte, at: 0)
                cells[count] = UInt32(byte)
                count += 1
            }
        }
        return nil
    }

    /// Chains each byte to the one that follows it in the text.
    private func prepare(_ count: Int) -> Bool {
        var starts = [Int](repeating: 0, count: 257)
        for index in 0..<count { starts[Int(cells[index] & 255) + 1] += 1 }
        for byte in 1..<257 { starts[byte] += starts[byte - 1] }
        starts.withUnsafeMutableBufferPointer { starts in
            for index in 0..<count {
                let byte = Int(cells[index] & 255)
                cells[starts[byte]] |= UInt32(index) << 8
                starts[byte] += 1
            }
        }
        guard count == 0 || origin < count else { return false }
        left = count
        cell = count > 0 ? cells[origin] >> 8 : 0
        previous = -1
        alike = 0
        copies = 0
        return true
    }

    /// Writes as much as there is room for; true once the block is at its end.
    func write(_ output: inout PieceBuffer, _ sum: inout Bzip2Sum) -> Bool {
        guard let base = output.memory.baseAddress else { return true }
        let room = output.memory.count
        var at = output.count
        var state = sum.state
        defer {
            output.count = at
            sum.state = state
        }
        return Bzip2Sum.table.withUnsafeBufferPointer { table in
            while at < room {
                if copies > 0 {
                    copies &-= 1
                } else {
                    guard left > 0 else { return true }
                    left &-= 1
                    let next = cells[Int(cell)]
                    cell = next &>> 8
                    let byte = Int(next & 255)
                    if alike == 4 {
                        // After four equal bytes comes the number of further ones.
                        alike = 0
                        copies = byte
                        continue
                    }
                    alike = byte == previous ? alike &+ 1 : 1
                    previous = byte
                }
                let byte = UInt8(truncatingIfNeeded: previous)
                base.storeBytes(of: byte, toByteOffset: at, as: UInt8.self)
                state = state &<< 8 ^ table[Int(state &>> 24) ^ Int(byte)]
                at &+= 1
            }
            return copies == 0 && left == 0
        }
    }
}
