import FoundationEssentials
import TestSupport

/// Makes bytes for layouts.
enum Bytes {
    /// Reproducible bytes that compress to about three quarters (a xorshift generator).
    static func payload(_ count: Int, seed: UInt64) -> [UInt8] {
        var state = (seed &+ 1) &* 0x9e37_79b9_7f4a_7c15 | 1
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            var index = 0
            while index < count {
                state ^= state << 13
                state ^= state >> 7
                state ^= state << 17
                var word = state & 0x3f3f_3f3f_3f3f_3f3f
                for _ in 0..<min(8, count - index) {
                    buffer[index] = UInt8(truncatingIfNeeded: word)
                    word >>= 8
                    index += 1
                }
            }
            filled = count
        }
    }

    static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }

    /// Zero bytes up to a multiple of four.
    static func padded(_ bytes: [UInt8]) -> [UInt8] { bytes + zeros((4 - bytes.count % 4) % 4) }

    /// What a program of this machine makes of them, by standard input and output.
    static func through(_ command: String, _ bytes: [UInt8]) throws -> [UInt8] {
        let scratch = try Scratch()
        try scratch.write("in", bytes)
        let result = try Command.run(["sh", "-c", command + " <in >out"], in: scratch.path)
        guard result.status == 0, let output = scratch.read("out") else {
            throw LayoutFailure("\(command): \(result.status): \(result.errors)")
        }
        return Array(output)
    }

    /// One bit turned.
    static func flipped(_ bytes: [UInt8], at position: Int) -> [UInt8] {
        var result = bytes
        result[position] ^= 1
        return result
    }
}

/// A layout that could not be made, or a guest that did not say what every guest says.
struct LayoutFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
