/// Why a decoder stopped before the end of its stream.
enum DecodeStop: Error {
    /// The kernel's decompressor stops here with this message; everything that it flushes before was given out.
    case kernel(KernelMessage)
    /// Whoever takes the bytes wants no more.
    case ended
    /// Reading cannot go on: a `ReadFault`, or what a visitor threw.
    case failed(any Error)
}
