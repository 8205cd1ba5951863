/// Counts what it passes on.
package struct CountingSink<Base: ByteSink & ~Copyable>: ByteSink, ~Copyable {
    private var base: Base
    /// Bytes so far.
    package private(set) var count: UInt64 = 0

    package init(_ base: consuming Base) {
        self.base = base
    }

    package mutating func write(_ bytes: UnsafeRawBufferPointer) throws {
        try base.write(bytes)
        count += UInt64(bytes.count)
    }

    package mutating func copy(from descriptor: Int32, count: UInt64) throws -> UInt64 {
        let copied = try base.copy(from: descriptor, count: count)
        self.count += copied
        return copied
    }

    /// Gives the wrapped sink back.
    package consuming func finish() -> Base { base }
}
