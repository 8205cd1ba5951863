/// Takes what a decoder produces, in the pieces in which the kernel's decompressor flushes it to its unpacker.
protocol DecodedSink: AnyObject {
    /// Takes one piece, which is only valid during the call.
    func accept(_ bytes: UnsafeRawBufferPointer) throws(DecodeStop)
}
