/// What is known of one image: the contents of `report.json`, whose keys Documentation/report.md explains.
///
/// The same image gives the same report: it holds no times, no paths of the machine that built it and no addresses.
package struct ImageReport: Equatable, Sendable, Codable {
    /// The version of this shape. It changes when a key changes its meaning or goes away.
    package static let currentSchema = 1

    package var schema = ImageReport.currentSchema
    package var name: String
    package var description: String?
    /// The version of kimage that wrote the report.
    package var kimageVersion: String
    package var base: ReportBase
    package var parts: [InventoryPart]
    /// Images of containers that nodes load from the image.
    package var images: [ImagePrice] {
        get { knownImages ?? [] }
        set { knownImages = newValue }
    }
    /// nil in a report of an older kimage.
    private var knownImages: [ImagePrice]?
    package var downloadBytes: UInt64
    package var unpackedBytes: UInt64
    /// Files, directories and all else in the tree that stays.
    package var entries: Int
    package var largestDirectories: [SizedPath]
    package var largestFiles: [SizedPath]
    /// nil: not estimated.
    package var ram: RamSummary?
    /// What another root would cost; nil: not computed.
    package var roots: RootComparison?
    package var budgets: [BudgetResult]
    /// As the kernel gets it, without what a loader adds.
    package var commandLine: String
    package var notes: [String]

    /// - Parameter budget: limits that the recipe sets; they are checked here.
    package init(
        name: String, description: String?, kimageVersion: String, base: ReportBase, inventory: Inventory,
        images: [ImagePrice] = [], ram: RamSummary?, budget: BudgetLimits = BudgetLimits(),
        commandLine: [String], notes: [String] = [],
        roots: RootComparison? = nil
    ) {
        self.name = name
        self.description = description
        self.kimageVersion = kimageVersion
        self.base = base
        parts = inventory.parts
        knownImages = images
        downloadBytes = inventory.downloadBytes
        unpackedBytes = inventory.unpackedBytes
        entries = inventory.finalTree.statistics.names
        largestDirectories = inventory.finalTree.largestDirectories
        largestFiles = inventory.finalTree.largestFiles
        self.ram = ram
        self.roots = roots
        budgets = Budget.check(budget, inventory: inventory, ram: ram)
        self.commandLine = commandLine.joined(separator: " ")
        self.notes = notes
    }

    private enum CodingKeys: String, CodingKey {
        case schema, name, description, base, parts, entries, ram, roots, budgets, notes
        case kimageVersion = "kimage_version"
        case knownImages = "images"
        case downloadBytes = "download_bytes"
        case unpackedBytes = "unpacked_bytes"
        case largestDirectories = "largest_directories"
        case largestFiles = "largest_files"
        case commandLine = "command_line"
    }

    /// Every key is there; what is not known is null.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(schema, forKey: .schema)
        try container.encode(name, forKey: .name)
        try container.encode(description, forKey: .description)
        try container.encode(kimageVersion, forKey: .kimageVersion)
        try container.encode(base, forKey: .base)
        try container.encode(parts, forKey: .parts)
        try container.encode(images, forKey: .knownImages)
        try container.encode(downloadBytes, forKey: .downloadBytes)
        try container.encode(unpackedBytes, forKey: .unpackedBytes)
        try container.encode(entries, forKey: .entries)
        try container.encode(largestDirectories, forKey: .largestDirectories)
        try container.encode(largestFiles, forKey: .largestFiles)
        try container.encode(ram, forKey: .ram)
        try container.encode(roots, forKey: .roots)
        try container.encode(budgets, forKey: .budgets)
        try container.encode(commandLine, forKey: .commandLine)
        try container.encode(notes, forKey: .notes)
    }
}
