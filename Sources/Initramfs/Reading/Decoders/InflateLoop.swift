/// The loop over the symbols of a block: fast while there is input and room enough, careful otherwise.
extension Inflate {
    private enum Outcome {
        case blockEnded
        case damaged
        case more
    }

    /// Decodes symbols to the end of the block.
    func block(_ cursor: InputCursor, _ sink: any DecodedSink) throws(DecodeStop) {
        while true {
            if at >= Self.limit { try flush(all: false, cursor, sink) }
            if inputEnd - input < 16 { try refill(cursor) }
            let outcome = inputEnd - input >= 16 ? fast() : try careful(cursor)
            switch outcome {
            case .blockEnded: return
            case .damaged: throw .kernel(.gzipCorrupt)
            case .more: continue
            }
        }
    }

    /// Decodes as long as at least 16 bytes of input are in the window and the chunk is not full.
    private func fast() -> Outcome {
        let table = literals.entries
        let far = distances.entries
        let base = output
        let floor = output + floor
        let lastInput = inputEnd - 16
        let lastOutput = output + Self.limit
        var hold = bits
        var held = count
        var from = input
        var into = output + at
        defer {
            bits = hold
            count = held
            input = from
            at = into - base
        }
        while from <= lastInput, into < lastOutput {
            hold |= Self.word(from) &<< held
            from += Int((63 &- held) &>> 3)
            held |= 56
            var entry = table[Int(truncatingIfNeeded: hold & 2047)]
            if entry & HuffmanTable.literal != 0 {
                // Up to three literals of at most 11 bits each fit into the 56 bits that are held.
                into[0] = UInt8(truncatingIfNeeded: entry &>> 16)
                hold &>>= UInt64(entry & 255)
                held &-= UInt64(entry & 255)
                into += 1
                entry = table[Int(truncatingIfNeeded: hold & 2047)]
                if entry & HuffmanTable.literal != 0 {
                    into[0] = UInt8(truncatingIfNeeded: entry &>> 16)
                    hold &>>= UInt64(entry & 255)
                    held &-= UInt64(entry & 255)
                    into += 1
                    entry = table[Int(truncatingIfNeeded: hold & 2047)]
                }
                hold |= Self.word(from) &<< held
                from += Int((63 &- held) &>> 3)
                held |= 56
            }
            if entry & HuffmanTable.below != 0 {
                let mask = UInt64(1) &<< UInt64(entry &>> 8 & 15) &- 1
                entry = table[Int(entry &>> 16) &+ Int(truncatingIfNeeded: hold &>> 11 & mask)]
            }
            hold &>>= UInt64(entry & 255)
            held &-= UInt64(entry & 255)
            if entry & HuffmanTable.literal != 0 {
                into[0] = UInt8(truncatingIfNeeded: entry &>> 16)
                into += 1
                continue
            }
            if entry & HuffmanTable.end != 0 { return .blockEnded }
            if entry & HuffmanTable.invalid != 0 { return .damaged }
            var extra = UInt64(entry &>> 8 & 15)
            let length = Int(entry &>> 16) &+ Int(truncatingIfNeeded: hold & (1 &<< extra &- 1))
            hold &>>= extra
            held &-= extra
            entry = far[Int(truncatingIfNeeded: hold & 255)]
            if entry & HuffmanTable.below != 0 {
                let mask = UInt64(1) &<< UInt64(entry &>> 8 & 15) &- 1
                entry = far[Int(entry &>> 16) &+ Int(truncatingIfNeeded: hold &>> 8 & mask)]
            }
            if entry & HuffmanTable.invalid != 0 { return .damaged }
            hold &>>= UInt64(entry & 255)
            held &-= UInt64(entry & 255)
            extra = UInt64(entry &>> 8 & 15)
            let distance = Int(entry &>> 16) &+ Int(truncatingIfNeeded: hold & (1 &<< extra &- 1))
            hold &>>= extra
            held &-= extra
            if distance > into - floor { return .damaged }
            Self.copy(into, distance, length)
            into += length
        }
        return .more
    }

    /// Decodes one symbol near the end of the input.
    private func careful(_ cursor: InputCursor) throws(DecodeStop) -> Outcome {
        _ = try need(15, cursor)
        let entry = Self.lookup(literals.entries, 11, bits)
        if entry & HuffmanTable.invalid != 0, count > 0 { return .damaged }
        guard UInt64(entry & 255) <= count, count > 0 else { throw .kernel(.gzipRead) }
        drop(UInt64(entry & 255))
        if entry & HuffmanTable.literal != 0 {
            output[at] = UInt8(truncatingIfNeeded: entry >> 16)
            at += 1
            return .more
        }
        if entry & HuffmanTable.end != 0 { return .blockEnded }
        let length = Int(entry >> 16) + (try take(UInt64(entry >> 8 & 15), cursor))
        _ = try need(15, cursor)
        let far = Self.lookup(distances.entries, 8, bits)
        if far & HuffmanTable.invalid != 0, count > 0 { return .damaged }
        guard UInt64(far & 255) <= count, count > 0 else { throw .kernel(.gzipRead) }
        drop(UInt64(far & 255))
        let distance = Int(far >> 16) + (try take(UInt64(far >> 8 & 15), cursor))
        if distance > at - floor { return .damaged }
        Self.copy(output + at, distance, length)
        at += length
        return .more
    }

    private static func lookup(
        _ table: UnsafeMutablePointer<UInt32>, _ rootBits: UInt64, _ bits: UInt64
    ) -> UInt32 {
        let entry = table[Int(truncatingIfNeeded: bits & (1 &<< rootBits &- 1))]
        guard entry & HuffmanTable.below != 0 else { return entry }
        let mask = UInt64(1) &<< UInt64(entry >> 8 & 15) &- 1
        return table[Int(entry >> 16) + Int(truncatingIfNeeded: bits >> rootBits & mask)]
    }

    @inline(__always)
    private static func word(_ from: UnsafePointer<UInt8>) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(from).loadUnaligned(as: UInt64.self))
    }

    /// Repeats `length` bytes from `distance` back; may write up to seven bytes more.
    @inline(__always)
    private static func copy(_ into: UnsafeMutablePointer<UInt8>, _ distance: Int, _ length: Int) {
        var target = UnsafeMutableRawPointer(into)
        var source = UnsafeRawPointer(into - distance)
        let end = target + length
        if distance >= 8 {
            repeat {
                target.storeBytes(of: source.loadUnaligned(as: UInt64.self), as: UInt64.self)
                target += 8
                source += 8
            } while target < end
        } else if distance == 1 {
            into.update(repeating: into[-1], count: length)
        } else {
            for index in 0..<length { into[index] = into[index &- distance] }
        }
    }
}
