internal import Distributions
internal import Initramfs
internal import Machine
internal import Planning
internal import Recipes

/// What is made of the base's root tree, since the plan wants its root elsewhere than in an archive: an image of it, and
/// the drivers and programs that stage one takes from it.
struct MadeRoot: Sendable {
    let image: RootImage?
    let drivers: [PlannedItem]
    /// Bytes of the programs that live on beside the system; nil where there are no drivers.
    let keptBytes: UInt64?
    /// What the user should know of either.
    let warnings: [Diagnostic]

    /// - Throws: what making the image throws; `Diagnostics` where the tree lacks a module or a program that the recipe's
    ///   root needs.
    static func make(
        _ plan: Plan, _ parts: ImageParts, index: BaseIndex, cache: CacheFolder
    ) async throws -> MadeRoot {
        guard let root = plan.root, plan.rootIsTree, let archive = parts.root else {
            return MadeRoot(image: nil, drivers: [], keptBytes: nil, warnings: [])
        }
        var image: RootImage?
        if let format = root.madeFormat.flatMap({ RootImageFormat(rawValue: $0.rawValue) }) {
            var options = RootImageOptions()
            if format == .cpio { options.compression = root.compression }
            image = try await RootImageMaker(cache: cache).image(
                of: archive, format: format, options: options, verity: root.hasVerity)
        }
        // What a cpio cannot carry its init sets.
        let notes = root.format == .cpio ? [] : image?.notes ?? []
        let wanted = RootParts(root)
        guard !wanted.isEmpty else {
            return MadeRoot(image: image, drivers: [], keptBytes: nil, warnings: warnings(notes))
        }
        let request = DriverRequest(
            modules: wanted.modules, optionalModules: wanted.usefulModules,
            networkDrivers: wanted.needsNetwork ? root.drivers.map { .named($0) } ?? .all : .none,
            programs: wanted.programs + (try present(wanted.usefulPrograms, in: index)))
        let drivers: RootDrivers
        do {
            drivers = try RootDrivers.load(
                archive, request,
                initrd: parts.initrd.map { RootDrivers.Initrd(part: $0, tree: index.initrd.paths) },
                cache: cache)
        } catch let fault as RootDriversFault where root.position != nil {
            // Whose wish it is that the base cannot fulfil.
            throw Diagnostics([Diagnostic(.error, at: root.position, fault.description)])
        }
        return MadeRoot(
            image: image, drivers: drivers.items, keptBytes: drivers.keptBytes,
            warnings: warnings(notes + drivers.notes))
    }

    /// Those programs that the root has.
    private static func present(_ programs: [String], in index: BaseIndex) throws -> [String] {
        let tree = LayeredTree(base: index.root.paths)
        return try programs.filter { program in
            try ["/usr/sbin", "/sbin", "/usr/bin", "/bin"].contains { folder in
                let name = try EntryName("\(folder)/\(program)")
                return tree.resolve(name, followingLast: false).flatMap { tree.node($0) } != nil
            }
        }
    }

    private static func warnings(_ notes: [String]) -> [Diagnostic] {
        notes.map { Diagnostic(.warning, at: nil, $0) }
    }

    /// The plan's segments with what was made.
    func completed(_ plan: Plan) -> [PlannedSegment] {
        guard let root = plan.root else { return plan.segments }
        return StageOne.completed(
            plan.segments, root: root, image: image.map { ($0.size, $0.digest.hex) },
            verity: image?.verity, drivers: drivers)
    }

    /// The image as the first segment of the initrd, where the tree is the initramfs itself.
    ///
    /// - Parameter entries: of the tree.
    func segment(_ root: PlannedRoot?, entries: Int, contentBytes: UInt64) -> BuiltSegment? {
        guard let root, root.format == .cpio, let image else { return nil }
        return BuiltSegment(
            name: "root", compression: root.compression, level: root.level, entries: entries,
            contentBytes: contentBytes, path: image.path, size: image.size, digest: image.digest,
            isNew: image.isNew)
    }
}
