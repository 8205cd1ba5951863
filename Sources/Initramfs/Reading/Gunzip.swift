/// Unpacks gzip that is no initrd: user-data, parts of messages. RFC 1952 as Go's and Python's readers have it: several
/// members one after another, every checksum right.
package enum Gunzip {
    /// Why there are no contents, or not all of them.
    package enum Fault: Error, Equatable {
        /// The header, the deflate stream or a checksum is wrong, or the end is missing.
        case damaged(String)
        /// It unpacks to more bytes than this.
        case tooLong(Int)
    }

    /// True where bytes begin as gzip does.
    package static func hasMagic(_ bytes: some Collection<UInt8>) -> Bool {
        bytes.starts(with: [0x1f, 0x8b])
    }

    /// The contents; `limit` is the most bytes that are taken.
    package static func contents(of bytes: [UInt8], limit: Int) throws(Fault) -> [UInt8] {
        let cursor = InputCursor(InputSource(bytes: bytes))
        let sink = Sink(limit: limit)
        repeat {
            do throws(DecodeStop) {
                try skipHeader(bytes, cursor)
                sink.begin()
                try Inflate().run(cursor, into: sink)
            } catch {
                switch error {
                case .ended: throw .tooLong(limit)
                case .kernel(let message): throw .damaged("\(message)")
                case .failed: throw .damaged("it cannot be read")
                }
            }
            try checkTrailer(bytes, cursor, sink)
        } while cursor.remaining > 0
        return sink.bytes
    }

    /// RFC 1952, 2.3: ten bytes, then what the flags say.
    private static func skipHeader(_ bytes: [UInt8], _ cursor: InputCursor) throws(DecodeStop) {
        var index = Int(cursor.position)
        guard bytes.count - index >= 10, bytes[index] == 0x1f, bytes[index + 1] == 0x8b, bytes[index + 2] == 8
        else {
            throw .kernel(.notGzip)
        }
        let flags = bytes[index + 3]
        index += 10
        if flags & 0x04 != 0 {
            guard bytes.count - index >= 2 else { throw .kernel(.gzipHeader) }
            index += 2 + Int(bytes[index]) + Int(bytes[index + 1]) << 8
        }
        for flag: UInt8 in [0x08, 0x10] where flags & flag != 0 {
            guard index < bytes.count, let end = bytes[index...].firstIndex(of: 0) else {
                throw .kernel(.gzipHeader)
            }
            index = end + 1
        }
        if flags & 0x02 != 0 { index += 2 }
        guard index <= bytes.count else { throw .kernel(.gzipHeader) }
        cursor.seek(to: UInt64(index))
    }

    private static func checkTrailer(_ bytes: [UInt8], _ cursor: InputCursor, _ sink: Sink) throws(Fault) {
        let index = Int(cursor.position)
        guard bytes.count - index >= 8 else { throw .damaged("its end is missing") }
        func word(_ start: Int) -> UInt32 {
            (0..<4).reduce(0) { $0 | UInt32(bytes[start + $1]) << (8 * UInt32($1)) }
        }
        guard word(index) == sink.sum.value, word(index + 4) == UInt32(truncatingIfNeeded: sink.size) else {
            throw .damaged("its checksum is wrong")
        }
        cursor.seek(to: UInt64(index + 8))
    }

    private final class Sink: DecodedSink {
        private let limit: Int
        private(set) var bytes: [UInt8] = []
        /// Of the member that is being read.
        private(set) var sum = CRC32()
        private(set) var size: UInt64 = 0

        init(limit: Int) {
            self.limit = limit
        }

        func begin() {
            sum = CRC32()
            size = 0
        }

        func accept(_ piece: UnsafeRawBufferPointer) throws(DecodeStop) {
            guard piece.count <= limit - bytes.count else { throw .ended }
            sum.add(piece)
            size += UInt64(piece.count)
            bytes.append(contentsOf: piece)
        }
    }
}
