/// Reads what `RecordWriter` wrote; throws where something is not there.
struct RecordReader {
    /// The bytes are no checkpoint.
    struct Misfit: Error {}

    private let bytes: UnsafeRawBufferPointer
    private var next = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { next == bytes.count }

    mutating func word() throws(Misfit) -> UInt32 {
        UInt32(littleEndian: try load(UInt32.self))
    }

    mutating func signedWord() throws(Misfit) -> Int32 { Int32(bitPattern: try word()) }

    mutating func number() throws(Misfit) -> UInt64 {
        UInt64(littleEndian: try load(UInt64.self))
    }

    mutating func integer() throws(Misfit) -> Int {
        guard let value = Int(exactly: Int64(bitPattern: try number())) else { throw Misfit() }
        return value
    }

    mutating func counted() throws(Misfit) -> [UInt8] {
        let count = try count(ofRecords: 1)
        defer { next += count }
        return Array(bytes[next..<(next + count)])
    }

    /// A count that precedes as many records of `size` bytes.
    mutating func count(ofRecords size: Int) throws(Misfit) -> Int {
        let count = try integer()
        guard count >= 0, count <= (bytes.count - next) / size else { throw Misfit() }
        return count
    }

    mutating func histogram() throws(Misfit) -> [Int: Int] {
        var counts: [Int: Int] = [:]
        for _ in 0..<(try count(ofRecords: 16)) {
            let key = try integer()
            counts[key] = try integer()
        }
        return counts
    }

    private mutating func load<Value: BitwiseCopyable>(_ type: Value.Type) throws(Misfit) -> Value {
        guard bytes.count - next >= MemoryLayout<Value>.size else { throw Misfit() }
        defer { next += MemoryLayout<Value>.size }
        return bytes.loadUnaligned(fromByteOffset: next, as: type)
    }
}
