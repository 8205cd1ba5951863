/// Why bytes could not be compressed or decompressed.
package enum CodecFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// The data is damaged or no data of this format; the codec's own words.
    case corrupt(String)
    /// The data ends before its frame does.
    case truncated
    /// Decoding needs more memory than the caller allows: so many bytes.
    case memoryLimit(needed: UInt64)
    /// Valid, but outside what we or the kernel take.
    case unsupported(String)
    /// The library failed for another reason: no memory, or built without something.
    case library(String)

    package var description: String {
        switch self {
        case .corrupt(let reason): "the compressed data is damaged: \(reason)"
        case .truncated: "the compressed data ends too early"
        case .memoryLimit(let needed): "decompressing needs \(needed) bytes of memory, more than is allowed"
        case .unsupported(let reason): "unsupported compression: \(reason)"
        case .library(let reason): "the compression library failed: \(reason)"
        }
    }
}
