/// Why pieces cannot be one initrd. Pieces are counted from 0.
package enum LayoutFault: Error, Equatable, Sendable, CustomStringConvertible {
    case empty(Int)
    /// Something follows an lz4 frame without zero bytes between them.
    case lz4NotLast(Int)
    /// Something follows an archive without a trailer.
    case noTrailer(Int)
    /// More bytes than a boot loader can announce.
    case tooLarge(UInt64)

    package var description: String {
        switch self {
        case .empty(let index): "piece \(index + 1) of the initrd has no bytes"
        case .lz4NotLast(let index):
            "piece \(index + 1) of the initrd ends with lz4; whatever follows needs 4 zero bytes before it, "
                + "or the kernel says \"Decoding failed\" and drops it"
        case .noTrailer(let index):
            "piece \(index + 1) of the initrd has no TRAILER!!!; "
                + "files that follow could become hard links of its files"
        case .tooLarge(let size):
            "the initrd has \(size) bytes; a boot loader can announce 4,294,967,295 "
                + "(Documentation/arch/x86/boot.rst)"
        }
    }
}
