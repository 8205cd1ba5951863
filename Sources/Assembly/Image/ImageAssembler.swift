internal import Distributions
internal import Initramfs
internal import Machine
package import Planning
internal import Recipes

/// Carries out a plan: its segments, its initrd, its folder in `out/`. The plan and the verified parts say everything;
/// nothing here knows one operating system from another.
package struct ImageAssembler: Sendable {
    private let cache: CacheFolder
    private let options: AssemblyOptions

    package init(cache: CacheFolder, options: AssemblyOptions) {
        self.cache = cache
        self.options = options
    }

    /// Assembles an image up to the point where it can be published.
    ///
    /// - Parameters:
    ///   - parts: of the plan's base, verified.
    ///   - inputs: files that the plan was made from; they go into the manifest, and a change of one builds anew.
    ///   - out: the folder that images are published in; made where it is missing.
    ///   - words: what the finished kernel and initrd add to the command line.
    ///   - waiting: called once with a sentence for the user, before waiting for another build.
    ///   - probe: called at every step of publishing; for tests.
    /// - Throws: `Diagnostics` for what is wrong with the recipe's files, `MachineFailure` for the machine's troubles,
    ///   `CancellationError`. Whatever is thrown, nothing in `out/` has changed and nothing new is left there.
    package func assemble(
        _ plan: Plan, parts: ImageParts, inputs: [BuildInput] = [], into out: String,
        words: (borrowing StagedImage) throws -> [String] = { _ in [] },
        waiting: @Sendable (String) -> Void = { _ in }, probe: @escaping PublishProbe = { _ in }
    ) async throws -> AssemblyOutcome {
        let index = try BaseIndex.load(parts, of: plan, cache: cache)
        try RequirementCheck.check(plan.requirements, index)
        let made = try await MadeRoot.make(plan, parts, index: index, cache: cache)
        let isRootInitramfs = plan.root?.format == .cpio && plan.rootIsTree
        var assembler = SegmentAssembler(
            parts: parts, index: index, digests: ContentDigests(index: try StatIndex(cache: cache)),
            modified: options.modified, limits: options.limits, rootImage: made.image,
            isRootInitramfs: isRootInitramfs, rootIsTree: plan.rootIsTree)
        var planned = made.completed(plan)
        let facts = try plan.rootIsTree ? parts.root.map { try RootFacts.load($0, cache: cache) } : nil
        if let facts { planned = facts.added(to: planned, root: plan.root) }
        var drafts = try assembler.drafts(of: planned)
        if isRootInitramfs, let facts {
            drafts = try ReplacedCapabilities.dropped(drafts, of: facts.capabilities)
        }
        drafts = try InitrdSeal.sealed(drafts, modified: options.modified)
        try ReadOnlyCheck.check(drafts, plan)
        try RequirementCheck.check(plan, index, laidOver: drafts)
        let folder = "\(out)/\(plan.name)"
        let key = key(plan, parts, inputs, drafts, made)
        let stamp = try BuildStamp(cache: cache, folder: folder, key: key)
        let warnings = assembler.diagnostics.items + made.warnings
        if let files = stamp.unchanged(stamp.lastBuild()) {
            return .unchanged(
                AssembledImage(
                    folder: folder, name: plan.name, segments: [], initrd: [], files: files, method: nil,
                    isBuilt: false, warnings: warnings))
        }
        let segmentCache = try SegmentCache(cache: cache)
        let lease = try await segmentCache.lease()
        var segments = try drafts.map { draft in
            try OutputSpace.explaining(segmentCache.label, bytes: draft.contentBytes) {
                try segmentCache.segment(draft)
            }
        }
        // The tree comes first: what the image adds replaces what it has.
        let tree = index.root.statistics
        if let segment = made.segment(plan.root, entries: tree.names, contentBytes: tree.bytes) {
            segments.insert(segment, at: 0)
        }
        let initrd = try InitrdPlan.parts(
            base: index.beginnings(of: parts.parts(plan.initrdParts)), segments: segments)
        let output = try await OutputFolder.open(
            out, permissions: options.folderPermissions, waiting: waiting)
        // Read again now that no other build can be writing it.
        let last = stamp.lastBuild()
        var image = AssembledImage(
            folder: try output.place(for: plan.name, last: last), name: plan.name, segments: segments,
            initrd: initrd,
            files: [],
            method: nil, isBuilt: true, warnings: warnings)
        image.rootImage = made.image.map { ($0.format.rawValue, $0.size, $0.verity) }
        image.keptBytes = made.keptBytes
        let context = PublishContext(
            options: options, probe: probe,
            manifest: { ManifestMaker.manifest(plan, parts, inputs, $0, tool: options.tool) }, stamp: stamp,
            previous: last.map { InitrdWriter.Previous(folder: folder, record: $0) },
            spare: SpareInitrd(
                folder: output.spareFolder, image: plan.name,
                record: try cache.folder("spares") + "/" + BuildStamp.name(of: folder)),
            cache: cache, segmentCache: segmentCache)
        let staging = try TemporaryDirectory(in: out)
        var staged = StagedImage(out: output, staging: staging, lease: lease, image: image, context: context)
        try probe(.staged)
        try fill(&staged, plan, parts, segments, initrd, context, words)
        try serve(&staged, plan, parts, made, context)
        return .staged(staged)
    }

    /// Writes the kernel, the initrd and the command line.
    private func fill(
        _ staged: inout StagedImage, _ plan: Plan, _ parts: ImageParts, _ segments: [BuiltSegment],
        _ initrd: [InitrdPart], _ context: PublishContext, _ words: (borrowing StagedImage) throws -> [String]
    ) throws {
        let kernel = parts.kernel
        if try !staged.takeOver("vmlinuz", digest: kernel.digest, from: context.previous) {
            let file = InitrdPart(path: kernel.path, size: kernel.size, digest: kernel.digest, padding: 0)
            try staged.copy(file, to: "vmlinuz")
        }
        try context.probe(.kernel)
        if !initrd.isEmpty {
            let writer = InitrdWriter(
                parts: initrd, permissions: options.filePermissions, previous: context.previous,
                spare: context.spare)
            try staged.write(writer, digest: PrefixDigests(cache: cache))
        }
        try context.probe(.initrd)
        try staged.setCommandLine(KernelWord.inserting(words(staged), into: plan.commandLine))
        guard options.keepsSegments else { return }
        for (number, segment) in segments.enumerated() {
            let digits = number + 1 < 10 ? "0\(number + 1)" : "\(number + 1)"
            let file = InitrdPart(path: segment.path, size: segment.size, digest: segment.digest, padding: 0)
            try staged.copy(file, to: "initrd.d/\(digits)-\(OutputName.component(segment.name)).img")
        }
    }

    /// Puts what nodes fetch or mount themselves beside the initrd.
    private func serve(
        _ staged: inout StagedImage, _ plan: Plan, _ parts: ImageParts, _ made: MadeRoot,
        _ context: PublishContext
    ) throws {
        var files: [(name: String, path: String, size: UInt64, digest: SHA256Digest)] = []
        if let name = plan.root?.servedName, let image = made.image {
            files.append((name, image.path, image.size, image.digest))
        }
        for (role, name) in plan.servedParts.sorted(by: { $0.value < $1.value }) {
            if let part = parts[role] { files.append((name, part.path, part.size, part.digest)) }
        }
        for file in files where try !staged.takeOver(file.name, digest: file.digest, from: context.previous) {
            let part = InitrdPart(path: file.path, size: file.size, digest: file.digest, padding: 0)
            try staged.copy(part, to: file.name)
        }
    }

    /// Everything that the published bytes depend on.
    private func key(
        _ plan: Plan, _ parts: ImageParts, _ inputs: [BuildInput], _ drafts: [SegmentDraft], _ made: MadeRoot
    ) -> SHA256Digest {
        var writer = ByteWriter()
        writer.counted("kimage image 1")
        writer.raw(PlanDigest.digest(of: plan).bytes)
        writer.raw(PlanDigest.digest(of: options).bytes)
        for role in ArtifactRole.allCases {
            writer.counted(parts[role]?.digest.bytes ?? [])
        }
        for input in inputs {
            writer.counted(input.name)
            writer.raw(input.digest.bytes)
        }
        writer.counted(made.image?.digest.bytes ?? [])
        for draft in drafts {
            writer.counted(draft.name)
            writer.raw(draft.key.bytes)
        }
        return ContentHasher.digest(writer.bytes)
    }
}
