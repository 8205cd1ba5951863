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
    ///   - waiting: called once with a sentence for the user, before waiting for another build.
    ///   - probe: called at every step of publishing; for tests.
    /// - Throws: `Diagnostics` for what is wrong with the recipe's files, `MachineFailure` for the machine's troubles,
    ///   `CancellationError`. Whatever is thrown, nothing in `out/` has changed and nothing new is left there.
    package func assemble(
        _ plan: Plan, parts: ImageParts, inputs: [BuildInput] = [], into out: String,
        waiting: @Sendable (String) -> Void = { _ in }, probe: @escaping PublishProbe = { _ in }
    ) async throws -> AssemblyOutcome {
        let index = try BaseIndex.load(parts, of: plan, cache: cache)
        try RequirementCheck.check(plan.requirements, index)
        var assembler = SegmentAssembler(
            parts: parts, index: index, digests: ContentDigests(index: try StatIndex(cache: cache)),
            modified: options.modified, limits: options.limits)
        let root = plan.rootIsTree ? parts.root : nil
        let planned =
            try root.map { try RootFacts.load($0, cache: cache).added(to: plan.segments) } ?? plan.segments
        let drafts = try assembler.drafts(of: planned)
        try ReadOnlyCheck.check(drafts, plan)
        let folder = "\(out)/\(plan.name)"
        let key = key(plan, parts, inputs, drafts)
        let stamp = try BuildStamp(cache: cache, folder: folder, key: key)
        let warnings = assembler.diagnostics.items
        if let files = stamp.unchanged(stamp.lastBuild()) {
            return .unchanged(
                AssembledImage(
                    folder: folder, name: plan.name, segments: [], initrd: [], files: files, method: nil,
                    isBuilt: false, warnings: warnings))
        }
        let segmentCache = try SegmentCache(cache: cache)
        let lease = try await segmentCache.lease()
        let segments = try drafts.map { draft in
            try OutputSpace.explaining(segmentCache.label, bytes: draft.contentBytes) {
                try segmentCache.segment(draft)
            }
        }
        let initrd = try InitrdPlan.parts(
            base: index.beginnings(of: parts.parts(plan.initrdParts)), segments: segments)
        let output = try await OutputFolder.open(
            out, permissions: options.folderPermissions, waiting: waiting)
        // Read again now that no other build can be writing it.
        let last = stamp.lastBuild()
        let image = AssembledImage(
            folder: try output.place(for: plan.name, last: last), name: plan.name, segments: segments,
            initrd: initrd,
            files: [],
            method: nil, isBuilt: true, warnings: warnings)
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
        try fill(&staged, plan, parts, segments, initrd, context)
        return .staged(staged)
    }

    /// Writes the kernel, the initrd and the command line.
    private func fill(
        _ staged: inout StagedImage, _ plan: Plan, _ parts: ImageParts, _ segments: [BuiltSegment],
        _ initrd: [InitrdPart], _ context: PublishContext
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
        try staged.add("cmdline", text: plan.commandLine.joined(separator: " ") + "\n")
        guard options.keepsSegments else { return }
        for (number, segment) in segments.enumerated() {
            let digits = number + 1 < 10 ? "0\(number + 1)" : "\(number + 1)"
            let file = InitrdPart(path: segment.path, size: segment.size, digest: segment.digest, padding: 0)
            try staged.copy(file, to: "initrd.d/\(digits)-\(OutputName.component(segment.name)).img")
        }
    }

    /// Everything that the published bytes depend on.
    private func key(
        _ plan: Plan, _ parts: ImageParts, _ inputs: [BuildInput], _ drafts: [SegmentDraft]
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
        for draft in drafts {
            writer.counted(draft.name)
            writer.raw(draft.key.bytes)
        }
        return ContentHasher.digest(writer.bytes)
    }
}
