/// Decodes one stream from a cursor to its end, consuming exactly what the kernel's decompressor consumes.
protocol StreamDecoder: AnyObject {
    /// Decodes the stream that begins at the cursor's position. Afterwards the position is where the kernel goes on.
    ///
    /// The cursor is moved before each piece is given out, so that the sink can see how much input it took.
    func decode(_ cursor: InputCursor, into sink: any DecodedSink) throws(DecodeStop) -> StreamEnd
}

extension StreamDecoder {
    /// The cursor's bytes, with its fault as a reason to stop.
    func fetch(_ cursor: InputCursor, atLeast count: Int) throws(DecodeStop) -> UnsafeRawBufferPointer {
        do throws(ReadFault) {
            return try cursor.bytes(atLeast: count)
        } catch {
            throw .failed(error)
        }
    }
}
