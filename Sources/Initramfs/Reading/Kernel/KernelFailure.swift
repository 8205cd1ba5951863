/// Where the kernel stops unpacking, and what does not arrive for it.
package struct KernelFailure: Equatable, Sendable, CustomStringConvertible {
    /// The kernel's words after "Initramfs unpacking failed: ".
    package let message: KernelMessage
    /// Position in the file: of the error itself in plain archives and between segments, of the start of the segment
    /// where that is compressed.
    package let offset: UInt64
    /// Index of the segment with the error; nil where the bytes at `offset` are no segment.
    package let segment: Int?
    /// Position in the unpacked segment up to which it was unpacked; nil without a segment.
    package let unpackedOffset: UInt64?
    /// The file that is cut short by it.
    package let cutFile: [UInt8]?
    /// Bytes of the initrd from `offset` to its end.
    package let lostBytes: UInt64
    /// What caused it and what helps, where that can be told.
    package let hint: String?

    /// What does not arrive.
    package var lost: String {
        var words: String
        if let segment {
            words =
                "the rest of segment \(segment + 1) from byte \(unpackedOffset ?? 0) of its unpacked archive on"
            if let cutFile { words += ", with part of \(Escaping.printable(cutFile))" }
            words += ", and everything after it"
        } else {
            words = "everything from byte \(offset) on"
        }
        return words + " (\(lostBytes) bytes of the file)"
    }

    package var description: String {
        "\(message) at byte \(offset): lost is \(lost)" + (hint.map { "; \($0)" } ?? "")
    }
}
