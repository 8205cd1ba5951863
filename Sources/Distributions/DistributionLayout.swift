/// How the image of a distribution is put together around what the recipe adds.
package struct DistributionLayout: Sendable, Equatable {
    /// True where the base's initrd comes first, byte for byte.
    package var usesBaseInitrd: Bool
    /// Segments before the recipe's.
    package var leading: [PlannedSegment]
    /// Where the recipe's overlays, files and configuration go.
    package var placement: PlannedPlacement
    /// Segments after the recipe's.
    package var trailing: [PlannedSegment]
    /// What the system's command line must hold.
    package var commandLine: [String]
    /// Words that make a command line wrong for this layout, by prefix, with the reason.
    package var refusedArguments: [RefusedArgument]
    package var memory: MemoryTraits
    package var notes: [String]

    package init(
        usesBaseInitrd: Bool, leading: [PlannedSegment] = [], placement: PlannedPlacement,
        trailing: [PlannedSegment] = [], commandLine: [String] = [], refusedArguments: [RefusedArgument] = [],
        memory: MemoryTraits, notes: [String] = []
    ) {
        self.usesBaseInitrd = usesBaseInitrd
        self.leading = leading
        self.placement = placement
        self.trailing = trailing
        self.commandLine = commandLine
        self.refusedArguments = refusedArguments
        self.memory = memory
        self.notes = notes
    }
}
