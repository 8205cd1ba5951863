/// Builds records of our own caches and the input of keys: big-endian integers, and bytes behind their length, so that
/// no two different sequences of values give the same bytes.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func integer(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }

    /// The length as 64 bits, then the bytes.
    mutating func counted(_ value: some Collection<UInt8>) {
        integer(UInt64(value.count))
        bytes.append(contentsOf: value)
    }

    mutating func counted(_ text: String) { counted(text.utf8) }

    /// Bytes whose number both sides know.
    mutating func raw(_ value: some Sequence<UInt8>) { bytes.append(contentsOf: value) }
}
