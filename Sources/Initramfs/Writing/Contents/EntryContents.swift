/// The bytes of a regular file, wherever they are; may be read more than once.
package protocol EntryContents: Sendable {
    /// How many bytes there are; known before they are read.
    var size: UInt64 { get }

    /// Hands out exactly `size` bytes in order, in pieces that are only valid during the call.
    func stream(_ body: (UnsafeRawBufferPointer) throws -> Void) throws

    /// Gives exactly `size` bytes to a sink; those that have an open file let the sink copy from it.
    func write<Sink: ByteSink & ~Copyable>(to sink: inout Sink) throws
}

extension EntryContents {
    /// Writes what `stream` hands out.
    package func write<Sink: ByteSink & ~Copyable>(to sink: inout Sink) throws {
        try stream { try sink.write($0) }
    }
}
