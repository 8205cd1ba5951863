/// What one call of an encoder or a decoder did.
package struct CodecStep: Equatable, Sendable {
    /// Bytes taken from the input; the caller gives the rest again.
    package let consumed: Int
    /// Bytes written at the start of the output.
    package let produced: Int
    /// Decoder: one frame (zstd) or one stream (xz, lzma) ended with these bytes. Encoder: everything is
    /// written.
    package let finished: Bool

    package init(consumed: Int, produced: Int, finished: Bool) {
        self.consumed = consumed
        self.produced = produced
        self.finished = finished
    }
}
