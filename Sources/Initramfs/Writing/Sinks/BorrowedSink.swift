/// A sink that belongs to someone else, for the time of one call: codecs own the sink they write to, callers
/// do not give theirs away.
struct BorrowedSink<Base: ByteSink & ~Copyable>: ByteSink {
    private let base: UnsafeMutablePointer<Base>

    /// - Parameter base: valid until the last use of this value.
    init(_ base: UnsafeMutablePointer<Base>) {
        self.base = base
    }

    mutating func write(_ bytes: UnsafeRawBufferPointer) throws {
        try base.pointee.write(bytes)
    }

    mutating func copy(from descriptor: Int32, count: UInt64) throws -> UInt64 {
        try base.pointee.copy(from: descriptor, count: count)
    }
}
