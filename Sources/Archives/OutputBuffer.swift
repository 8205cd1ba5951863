/// What a libarchive filter has written and nobody has fetched yet.
///
/// A class because libarchive's callback gets a pointer to it; it never leaves the thread of its writer.
final class OutputBuffer {
    private var bytes: [UInt8] = []

    func append(_ more: UnsafeRawBufferPointer) {
        bytes.append(contentsOf: more)
    }

    /// Hands out what is there and forgets it.
    func take() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }
}
