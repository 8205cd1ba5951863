/// Takes bits from a cursor, the highest of each byte first, as bzip2 stores them.
final class BigBitReader {
    private let cursor: InputCursor
    private var window: UnsafeRawBufferPointer
    private var at = 0
    /// Bits read ahead; the lowest `held` of them count.
    private var hold: UInt64 = 0
    private var held = 0
    /// True once bits were taken that the input does not have; they read as zero.
    private(set) var isShort = false

    init(_ cursor: InputCursor) {
        self.cursor = cursor
        window = UnsafeRawBufferPointer(start: nil, count: 0)
    }

    /// Moves the cursor up to what has been taken.
    func commit() {
        cursor.advance(at)
        window = UnsafeRawBufferPointer(rebasing: window[at...])
        at = 0
    }

    /// Ends reading: the cursor stands behind the byte that holds the last bit taken.
    func finish() {
        commit()
        cursor.seek(to: cursor.position - UInt64(held / 8))
        hold = 0
        held = 0
        window = UnsafeRawBufferPointer(start: nil, count: 0)
    }

    /// Makes at least 25 bits available, fewer only at the end of the input.
    @inline(__always)
    private func fill() throws(DecodeStop) {
        while held <= 48 {
            if at == window.count {
                try refill()
                if window.isEmpty { return }
            }
            hold = hold &<< 8 | UInt64(window[at])
            at &+= 1
            held &+= 8
        }
    }

    private func refill() throws(DecodeStop) {
        commit()
        do throws(ReadFault) { window = try cursor.bytes(atLeast: 1) } catch { throw .failed(error) }
    }

    /// The next `count` bits (at most 32) as a number.
    @inline(__always)
    func take(_ count: Int) throws(DecodeStop) -> Int {
        let value = try look(count)
        drop(count)
        return value
    }

    /// The next `count` bits (at most 32) without taking them; bits beyond the end are zero.
    @inline(__always)
    func look(_ count: Int) throws(DecodeStop) -> Int {
        if held < count { try fill() }
        let missing = count &- held
        if missing > 0 { return Int(hold & (1 &<< UInt64(held) &- 1)) &<< missing }
        return Int(hold &>> UInt64(held &- count) & (1 &<< UInt64(count) &- 1))
    }

    @inline(__always)
    func drop(_ count: Int) {
        held &-= count
        if held < 0 {
            held = 0
            isShort = true
        }
    }
}
