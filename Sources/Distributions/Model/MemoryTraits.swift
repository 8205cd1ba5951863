/// What the memory model must know of a system besides its initrd, its kernel and its command line.
package struct MemoryTraits: Sendable, Equatable {
    /// The root archive is unpacked to a second tmpfs, sized by this fraction of MemTotal; nil: there is none.
    package var secondRootFraction: Double?
    /// How a word of the command line begins that says another percentage.
    package var secondRootOption: String
    /// Bytes that come into the second root from elsewhere than a root archive; nil: none, or unknown.
    package var secondRootBytes: UInt64?
    /// KiB that the system's own processes and modules take at idle.
    package var userSpaceKiB: Int
    /// KiB that processes need for a moment while the second root is filled (unpacker and its buffers).
    package var transientKiB: Int
    /// The least RAM that upstream documents, in MiB, and where; it holds for the upstream system only.
    package var documentedMinimumMiB: Int?
    package var documentedSource: String?

    package init(
        secondRootFraction: Double? = nil, secondRootOption: String = "kimage.size=",
        secondRootBytes: UInt64? = nil, userSpaceKiB: Int = 0, transientKiB: Int = 0,
        documentedMinimumMiB: Int? = nil, documentedSource: String? = nil
    ) {
        self.secondRootFraction = secondRootFraction
        self.secondRootOption = secondRootOption
        self.secondRootBytes = secondRootBytes
        self.userSpaceKiB = userSpaceKiB
        self.transientKiB = transientKiB
        self.documentedMinimumMiB = documentedMinimumMiB
        self.documentedSource = documentedSource
    }
}
