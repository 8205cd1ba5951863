/// Bytes in memory.
package struct BytesContents: EntryContents, Equatable {
    package let bytes: [UInt8]

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The UTF-8 bytes of a text.
    package init(_ text: String) {
        bytes = Array(text.utf8)
    }

    package var size: UInt64 { UInt64(bytes.count) }

    package func stream(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        if !bytes.isEmpty { try bytes.withUnsafeBytes(body) }
    }
}
