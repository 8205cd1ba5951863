import Provisioning

/// What a system takes in place of files in the initramfs: an archive of its own, and whatever goes with it.
package struct Packed: Sendable, Equatable {
    /// What is in the archive.
    package var contents: [ProvisionedItem] = []
    package var segments: [PlannedSegment] = []
    /// Words for the command line, before the recipe's.
    package var commandLine: [String] = []
    /// Bytes of files for whoever serves the image, by path below `servers/`.
    package var servers: [String: [UInt8]] = [:]
    package var findings: [CheckFinding] = []
    package var notes: [String] = []
    /// Bytes of what is installed to the root at boot; nil: unknown.
    package var installedBytes: UInt64?

    package init() {}
}
