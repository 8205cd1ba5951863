package import Distributions
internal import Machine
package import Recipes

/// What an image turned out to be.
package struct AssembledImage: Sendable {
    /// The folder that it is published in.
    package let folder: String
    package let name: String
    /// Our segments in the order of the initrd, without the base's own.
    package let segments: [BuiltSegment]
    /// The stretches of `initrd.img`: the base's initrd, where there is one, then the segments.
    package let initrd: [InitrdPart]
    /// The whole command line of the kernel: the plan's, and what only the finished initrd tells.
    package internal(set) var commandLine: [String] = []
    /// What was made of the base's root tree: its format's name, its size in bytes and the hash tree that they end with.
    package internal(set) var rootImage: (format: String, size: UInt64, verity: VerityTree?)?
    /// Bytes of the programs that live on beside the system; nil where the root needs no drivers.
    package internal(set) var keptBytes: UInt64?
    /// The files, in the order in which they were added.
    package internal(set) var files: [PublishedFile]
    /// How `initrd.img` was written; nil where the image has none or nothing was built.
    package internal(set) var method: InitrdWriter.Method?
    /// False where everything was as it had been and nothing was written.
    package let isBuilt: Bool
    /// What the user should know.
    package internal(set) var warnings: [Diagnostic]

    /// The file of that path.
    package func file(_ path: String) -> PublishedFile? { files.first { $0.path == path } }
}
