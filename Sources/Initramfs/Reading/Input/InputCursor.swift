/// A position in a source with a window of its bytes in memory.
///
/// The pointers it hands out are valid until the next call of `bytes` or `seek`. Not for use by two tasks at once.
package final class InputCursor {
    /// What is read.
    package let source: InputSource
    /// The position of the next byte.
    package private(set) var position: UInt64
    /// Where reading ends: the source's size, or less.
    package let end: UInt64
    /// How many bytes are fetched at a time where more than asked for are to be had.
    package var readAhead = 1 << 20

    private var buffer: UnsafeMutableRawBufferPointer
    private var start: UInt64
    private var filled = 0

    /// A cursor at `position` that sees nothing from `end` on.
    package init(_ source: InputSource, at position: UInt64 = 0, end: UInt64? = nil) {
        self.source = source
        self.end = min(end ?? source.size, source.size)
        self.position = min(position, self.end)
        start = self.position
        buffer = .allocate(byteCount: 64, alignment: 16)
    }

    deinit { buffer.deallocate() }

    /// Bytes between the position and the end.
    package var remaining: UInt64 { end - position }

    /// The bytes from the position on: at least `count` of them, fewer only where the end is nearer.
    package func bytes(atLeast count: Int) throws(ReadFault) -> UnsafeRawBufferPointer {
        let wanted = Int(min(UInt64(max(count, 1)), remaining))
        if available < wanted { try fill(wanted) }
        // At the end, after a seek past what was fetched, nothing was filled and nothing is left.
        let skipped = min(Int(position - start), filled)
        return UnsafeRawBufferPointer(rebasing: buffer[skipped..<filled])
    }

    /// The next byte, nil at the end.
    package func peek() throws(ReadFault) -> UInt8? { try bytes(atLeast: 1).first }

    /// Moves on; never beyond the end.
    package func advance(_ count: Int) { seek(to: position + UInt64(max(0, count))) }

    /// Sets the position; never beyond the end.
    package func seek(to target: UInt64) { position = min(target, end) }

    private var available: Int {
        guard position >= start else { return 0 }
        let skipped = position - start
        return skipped <= UInt64(filled) ? filled - Int(skipped) : 0
    }

    private func fill(_ wanted: Int) throws(ReadFault) {
        let size = Int(min(UInt64(max(wanted, readAhead)), remaining))
        let kept = available
        if buffer.count < size {
            let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
            move(kept, to: larger)
            buffer.deallocate()
            buffer = larger
        } else {
            move(kept, to: buffer)
        }
        start = position
        filled = kept
        let room = UnsafeMutableRawBufferPointer(rebasing: buffer[kept..<size])
        filled += try source.read(at: position + UInt64(kept), into: room)
    }

    private func move(_ kept: Int, to target: UnsafeMutableRawBufferPointer) {
        guard kept > 0, let from = buffer.baseAddress, let into = target.baseAddress else { return }
        into.copyMemory(from: from + (filled - kept), byteCount: kept)
    }
}
