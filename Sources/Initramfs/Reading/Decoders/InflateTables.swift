/// The codes of the blocks.
extension Inflate {
    func useFixedTables() {
        if tablesAreFixed { return }
        tablesAreFixed = true
        _ = values.fixedLiteralLengths.withUnsafeBufferPointer {
            literals.build($0, complete: true, values: values.literals)
        }
        _ = values.fixedDistanceLengths.withUnsafeBufferPointer {
            distances.build($0, complete: true, values: values.distances)
        }
    }

    /// Reads the tables of a dynamic block (RFC 1951, section 3.2.7).
    func readTables(_ cursor: InputCursor) throws(DecodeStop) {
        tablesAreFixed = false
        let literalCount = try take(5, cursor) + 257
        let distanceCount = try take(5, cursor) + 1
        let codeCount = try take(4, cursor) + 4
        guard literalCount <= 286, distanceCount <= 30 else { throw .kernel(.gzipCorrupt) }
        var lengths = [UInt8](repeating: 0, count: 19)
        for index in 0..<codeCount { lengths[InflateValues.order[index]] = UInt8(try take(3, cursor)) }
        let built = lengths.withUnsafeBufferPointer {
            codeLengths.build($0, complete: true, values: values.codeLengths)
        }
        guard built else { throw .kernel(.gzipCorrupt) }
        lengths = []
        let total = literalCount + distanceCount
        while lengths.count < total { try readLength(&lengths, total, cursor) }
        let complete = lengths.withUnsafeBufferPointer { all in
            literals.build(
                UnsafeBufferPointer(rebasing: all[..<literalCount]), complete: false, values: values.literals)
                && distances.build(
                    UnsafeBufferPointer(rebasing: all[literalCount...]), complete: false,
                    values: values.distances)
        }
        guard complete else { throw .kernel(.gzipCorrupt) }
    }

    func readLength(_ lengths: inout [UInt8], _ total: Int, _ cursor: InputCursor) throws(DecodeStop) {
        // Short of 7 bits at the end of the input the missing ones read as zero, and the length is checked.
        _ = try need(7, cursor)
        let entry = codeLengths.entries[Int(bits & 127)]
        if entry & HuffmanTable.invalid != 0 { throw .kernel(.gzipCorrupt) }
        guard UInt64(entry & 255) <= count else { throw .kernel(.gzipRead) }
        drop(UInt64(entry & 255))
        let symbol = entry >> 16
        guard symbol >= 16 else {
            lengths.append(UInt8(symbol))
            return
        }
        var value: UInt8 = 0
        let times: Int
        switch symbol {
        case 16:
            guard let last = lengths.last else { throw .kernel(.gzipCorrupt) }
            value = last
            times = 3 + (try take(2, cursor))
        case 17: times = 3 + (try take(3, cursor))
        default: times = 11 + (try take(7, cursor))
        }
        guard lengths.count + times <= total else { throw .kernel(.gzipCorrupt) }
        lengths.append(contentsOf: repeatElement(value, count: times))
    }
}
