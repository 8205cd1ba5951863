/// What the end of a compressed stream says of its integrity where the kernel does not look.
package enum StreamEnd: Equatable, Sendable {
    /// The format has no checksum that the kernel leaves out, or it is right.
    case sound
    /// The stored checksum or length does not match what was unpacked.
    case wrongChecksum
    /// The file ends within the checksum: the kernel reads on behind the end of the initrd.
    case cutTrailer
}
