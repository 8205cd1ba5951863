import Distributions
import Recipes

/// What will be fetched, assembled and written for one recipe: pure data, made without touching the machine.
///
/// The initrd is the base's own initrd byte for byte (where it has one), then `segments` in order.
package struct Plan: Sendable, Equatable {
    /// The image's name: its folder below `out/`.
    package var name: String
    package var description: String?
    package var architecture: Architecture
    package var base: PlannedBase
    package var segments: [PlannedSegment]
    /// The whole kernel command line, one word each, without the loader's `initrd=`.
    package var commandLine: [String]
    package var menus: PlannedMenus
    package var budget: PlannedBudget
    package var memory: MemoryTraits
    /// What the user should know and nothing else says: one sentence each.
    package var notes: [String]

    package init(
        name: String, description: String?, architecture: Architecture, base: PlannedBase,
        segments: [PlannedSegment], commandLine: [String], menus: PlannedMenus,
        budget: PlannedBudget = PlannedBudget(), memory: MemoryTraits = MemoryTraits(), notes: [String] = []
    ) {
        self.name = name
        self.description = description
        self.architecture = architecture
        self.base = base
        self.segments = segments
        self.commandLine = commandLine
        self.menus = menus
        self.budget = budget
        self.memory = memory
        self.notes = notes
    }
}
