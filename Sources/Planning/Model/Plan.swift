import Distributions
import Recipes
import Servers

/// What will be fetched, assembled and written for one recipe: pure data, made without touching the machine.
///
/// The initrd is `initrdParts` of the base byte for byte, then `segments` in order.
package struct Plan: Sendable, Equatable {
    /// The image's name: its folder below `out/`.
    package var name: String
    package var description: String?
    package var architecture: Architecture
    package var base: PlannedBase
    package var initrdParts: [ArtifactRole]
    /// True where the base's root part is an archive of the tree that files are laid over.
    package var rootIsTree: Bool
    package var segments: [PlannedSegment]
    /// Folders of the running system that are read-only images: nothing can be laid over them.
    package var readOnly: [String]
    /// What the base must hold for the image to work.
    package var requirements: [BaseRequirement]
    /// Files of the finished initramfs that must agree.
    package var twins: [TwinFiles] = []
    /// Where the root lies.
    package var root: PlannedRoot?
    /// What the root is for whoever serves it; nil where the recipe does not choose it. The image's size and digest are
    /// known when it is made.
    package var rootDescription: RootDescription?
    /// Parts of the base that lie beside the initrd, since nodes fetch them themselves: their names.
    package var servedParts: [ArtifactRole: String] = [:]
    /// True where the base's root part is a live image that the command line must agree with.
    package var rootIsLive = false
    /// The whole kernel command line, one word each, without the loader's `initrd=`.
    package var commandLine: [String]
    package var menus: PlannedMenus
    package var budget: PlannedBudget
    package var memory: MemoryTraits
    /// What the user should know and nothing else says: one sentence each.
    package var notes: [String]
    /// Whether a secret is embedded: the image is for its owner's eyes only.
    package var holdsSecrets: Bool
    /// Files for the machines that serve the image, below `servers/` of its folder.
    package var servers: [PlannedServerFile]
    /// Images of containers that are in the image.
    package var images: [PlannedImage] = []

    package init(
        name: String, description: String?, architecture: Architecture, base: PlannedBase,
        initrdParts: [ArtifactRole] = [.initrd], rootIsTree: Bool = false, segments: [PlannedSegment],
        readOnly: [String] = [], requirements: [BaseRequirement] = [], commandLine: [String],
        menus: PlannedMenus,
        budget: PlannedBudget = PlannedBudget(), memory: MemoryTraits = MemoryTraits(), notes: [String] = [],
        holdsSecrets: Bool = false, servers: [PlannedServerFile] = []
    ) {
        self.name = name
        self.description = description
        self.architecture = architecture
        self.base = base
        self.initrdParts = initrdParts
        self.rootIsTree = rootIsTree
        self.segments = segments
        self.readOnly = readOnly
        self.requirements = requirements
        self.commandLine = commandLine
        self.menus = menus
        self.budget = budget
        self.memory = memory
        self.notes = notes
        self.holdsSecrets = holdsSecrets
        self.servers = servers
    }
}
