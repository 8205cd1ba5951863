/// Builds a checkpoint: numbers of 32 and 64 bits, lowest byte first, and bytes behind their length.
struct RecordWriter {
    private(set) var bytes: [UInt8] = []

    mutating func word(_ value: UInt32) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func word(_ value: Int32) { word(UInt32(bitPattern: value)) }

    mutating func number(_ value: UInt64) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func number(_ value: Int) { number(UInt64(bitPattern: Int64(value))) }

    mutating func counted(_ value: some Collection<UInt8>) {
        number(value.count)
        bytes.append(contentsOf: value)
    }

    /// In the order of the keys, so that the same counts give the same bytes.
    mutating func histogram(_ counts: [Int: Int]) {
        number(counts.count)
        for (key, count) in counts.sorted(by: { $0.key < $1.key }) {
            number(key)
            number(count)
        }
    }
}
