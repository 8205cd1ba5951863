internal import Glibc

/// Takes bytes in order: a file, memory, a codec, a counter.
package protocol ByteSink: ~Copyable {
    /// Takes all of the bytes, which are only valid during the call.
    mutating func write(_ bytes: UnsafeRawBufferPointer) throws

    /// Takes the next `count` bytes of an open file, from its current position.
    ///
    /// - Returns: how many were there: fewer than `count` where the file ends earlier.
    mutating func copy(from descriptor: Int32, count: UInt64) throws -> UInt64
}

extension ByteSink where Self: ~Copyable {
    /// Takes a whole array.
    package mutating func write(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { try write($0) }
    }

    /// Takes zero bytes.
    package mutating func writeZeros(_ count: Int) throws {
        guard count > 0 else { return }
        try write([UInt8](repeating: 0, count: count))
    }

    /// Reads into a buffer and writes from it.
    package mutating func copy(from descriptor: Int32, count: UInt64) throws -> UInt64 {
        let piece = Int(clamping: min(count, UInt64(ScratchBuffer.defaultSize)))
        guard piece > 0 else { return 0 }
        let buffer = ScratchBuffer(size: piece)
        var total: UInt64 = 0
        while total < count {
            let wanted = Int(clamping: min(UInt64(piece), count - total))
            let got = try SystemFault.retry("read") { read(descriptor, buffer.memory.baseAddress, wanted) }
            if got == 0 { break }
            try write(UnsafeRawBufferPointer(rebasing: buffer.memory[..<got]))
            total += UInt64(got)
        }
        return total
    }
}
