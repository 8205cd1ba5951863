/// How the image of a distribution is put together around what the recipe adds.
package struct DistributionLayout: Sendable, Equatable {
    /// The parts of the base that begin the initrd, byte for byte.
    package var initrdParts: [ArtifactRole]
    /// Parts of the base that lie beside the initrd, byte for byte, since nodes fetch them themselves: their names.
    package var servedParts: [ArtifactRole: String] = [:]
    /// Segments before the recipe's.
    package var leading: [PlannedSegment]
    /// Where the recipe's overlays and files go.
    package var placement: PlannedPlacement
    /// Where the embedded configuration goes.
    package var configuration: PlannedPlacement
    /// True where the base's root part is an archive of the tree that files are laid over, so that its links are known.
    package var rootIsTree: Bool
    /// True where the base's root part is a live image, into which the build looks before it writes a command line.
    package var rootIsLive = false
    /// Folders of the running system that are read-only images: nothing can be laid over them.
    package var readOnly: [String]
    /// What the base must hold.
    package var requirements: [BaseRequirement]
    /// Files of the finished initramfs that must agree.
    package var twins: [TwinFiles] = []
    /// Segments after the recipe's.
    package var trailing: [PlannedSegment]
    /// What the system's command line must hold.
    package var commandLine: [String]
    /// Words that make a command line wrong for this layout, by prefix, with the reason.
    package var refusedArguments: [RefusedArgument]
    package var memory: MemoryTraits
    package var notes: [String]

    package init(
        initrdParts: [ArtifactRole] = [.initrd], leading: [PlannedSegment] = [], placement: PlannedPlacement,
        configuration: PlannedPlacement? = nil, rootIsTree: Bool = false, readOnly: [String] = [],
        requirements: [BaseRequirement] = [],
        trailing: [PlannedSegment] = [], commandLine: [String] = [], refusedArguments: [RefusedArgument] = [],
        memory: MemoryTraits, notes: [String] = []
    ) {
        self.initrdParts = initrdParts
        self.configuration = configuration ?? placement
        self.rootIsTree = rootIsTree
        self.readOnly = readOnly
        self.requirements = requirements
        self.leading = leading
        self.placement = placement
        self.trailing = trailing
        self.commandLine = commandLine
        self.refusedArguments = refusedArguments
        self.memory = memory
        self.notes = notes
    }
}
