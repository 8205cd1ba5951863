/// Decodes one deflate stream (RFC 1951), taking exactly its bytes.
///
/// Output is collected after a history of 32 KiB and given out in pieces of 32 KiB, the output buffer of
/// lib/decompress_inflate.c; what was decoded before an error is given out as well, as there.
final class Inflate {
    static let history = 32 << 10
    static let chunk = 256 << 10
    /// Room for what one round of the fast loop writes beyond the chunk.
    static let slack = 512
    static let limit = history + chunk

    /// Bits taken from the input and not used yet, the next one lowest; `count` of them count.
    var bits: UInt64 = 0
    var count: UInt64 = 0
    /// The unread part of the cursor's window.
    var input: UnsafePointer<UInt8>
    var inputEnd: UnsafePointer<UInt8>
    private var windowStart: UnsafePointer<UInt8>

    let output: UnsafeMutablePointer<UInt8>
    /// Index of the next byte of output, and of the oldest byte that a distance may reach.
    var at = Inflate.history
    var floor = Inflate.history

    var literals = HuffmanTable(rootBits: 11, symbols: 288)
    var distances = HuffmanTable(rootBits: 8, symbols: 32)
    var codeLengths = HuffmanTable(rootBits: 7, symbols: 19)
    let values = InflateValues()
    var tablesAreFixed = false
    private let empty: UnsafeMutablePointer<UInt8>

    init() {
        output = .allocate(capacity: Self.limit + Self.slack)
        output.initialize(repeating: 0, count: Self.history)
        empty = .allocate(capacity: 1)
        empty.pointee = 0
        input = UnsafePointer(empty)
        inputEnd = input
        windowStart = input
    }

    deinit {
        output.deallocate()
        empty.deallocate()
    }

    /// Decodes from the cursor's position to the end of the stream.
    func run(_ cursor: InputCursor, into sink: any DecodedSink) throws(DecodeStop) {
        do throws(DecodeStop) {
            var last = false
            while !last {
                last = try take(1, cursor) == 1
                switch try take(2, cursor) {
                case 0: try stored(cursor, sink)
                case 1:
                    useFixedTables()
                    try block(cursor, sink)
                case 2:
                    try readTables(cursor)
                    try block(cursor, sink)
                default: throw .kernel(.gzipCorrupt)
                }
            }
        } catch {
            if case .kernel = error { try flush(all: true, cursor, sink) }
            throw error
        }
        giveBack(cursor)
        try flush(all: true, cursor, sink)
    }

    /// Moves the cursor up to what has been taken, and fetches a window of at least 16 bytes where there are so many.
    func refill(_ cursor: InputCursor) throws(DecodeStop) {
        commit(cursor)
        do throws(ReadFault) {
            let window = try cursor.bytes(atLeast: 16)
            let base = window.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? UnsafePointer(empty)
            input = base
            inputEnd = base + window.count
            windowStart = base
        } catch {
            throw .failed(error)
        }
    }

    private func commit(_ cursor: InputCursor) {
        cursor.advance(input - windowStart)
        windowStart = input
    }

    /// Returns whole bytes that were taken and not used, and forgets the bits of the last one.
    private func giveBack(_ cursor: InputCursor) {
        commit(cursor)
        cursor.seek(to: cursor.position - count / 8)
        bits = 0
        count = 0
        input = UnsafePointer(empty)
        inputEnd = input
        windowStart = input
    }

    /// Takes bits one byte at a time until there are `wanted`; false at the end of the input.
    func need(_ wanted: UInt64, _ cursor: InputCursor) throws(DecodeStop) -> Bool {
        while count < wanted {
            if input == inputEnd { try refill(cursor) }
            if input == inputEnd { return false }
            bits |= UInt64(input.pointee) &<< count
            input += 1
            count += 8
        }
        return true
    }

    func drop(_ used: UInt64) {
        bits &>>= used
        count -= used
    }

    /// The next `wanted` bits as a number.
    func take(_ wanted: UInt64, _ cursor: InputCursor) throws(DecodeStop) -> Int {
        guard try need(wanted, cursor) else { throw .kernel(.gzipRead) }
        let value = Int(bits & (1 &<< wanted &- 1))
        drop(wanted)
        return value
    }

    private func stored(_ cursor: InputCursor, _ sink: any DecodedSink) throws(DecodeStop) {
        drop(count % 8)
        let length = try take(16, cursor)
        guard try take(16, cursor) == length ^ 0xffff else { throw .kernel(.gzipCorrupt) }
        giveBack(cursor)
        var left = length
        while left > 0 {
            try refill(cursor)
            let count = min(left, inputEnd - input, Self.limit - at)
            if count == 0, input == inputEnd { throw .kernel(.gzipRead) }
            (output + at).update(from: input, count: count)
            at += count
            input += count
            left -= count
            if at >= Self.limit { try flush(all: false, cursor, sink) }
        }
    }

    /// Gives out whole pieces, or everything; keeps 32 KiB for distances.
    func flush(all: Bool, _ cursor: InputCursor, _ sink: any DecodedSink) throws(DecodeStop) {
        commit(cursor)
        var from = Self.history
        while at - from >= Self.history || (all && at > from) {
            let size = min(Self.history, at - from)
            try sink.accept(UnsafeRawBufferPointer(start: output + from, count: size))
            from += size
        }
        let kept = from - Self.history
        guard kept > 0 else { return }
        output.update(from: output + kept, count: at - kept)
        at -= kept
        floor = max(0, floor - kept)
    }
}
