import Artifacts
import Assembly
import Distributions
import Machine
import Planning
import Reporting
import Servers

/// One build from the recipe's path to the published folder.
struct ImageBuilder {
    private let session: Session
    private let output: String
    private let mode: ResolveMode
    private let cache: CacheFolder
    private let options: AssemblyOptions

    init(session: Session, output: String, mode: ResolveMode, keepsSegments: Bool, isPrivate: Bool) throws {
        self.session = session
        self.output = output
        self.mode = mode
        cache = try CacheFolder(home: try session.environment.cacheHome())
        var options = AssemblyOptions(tool: "kimage \(Version.text)")
        options.modified = try session.environment.sourceDateEpoch()
        options.keepsSegments = keepsSegments
        options.isPrivate = isPrivate
        options.report = "report \(MemoryModel.revision)"
        self.options = options
    }

    /// Builds an image, or finds that nothing has changed; either way its report.
    func build(_ recipe: String) async throws -> ImageReport {
        let console = session.console
        let planned = try await session.plan(recipe)
        var plan = planned.plan
        if plan.base.isStandIn {
            console.note("\(plan.name): not upstream's own base: \(plan.base.provenance)")
        }
        let found = try await session.parts(planned, mode: mode)
        let parts = try Self.parts(found, plan)
        try await LiveRootCheck(console: console, cache: cache).complete(&plan, planned.recipe, parts)
        var options = options
        if plan.holdsSecrets, !options.isPrivate {
            options.isPrivate = true
            console.note(
                "\(plan.name): holds a secret; its files are readable for you only, and whoever may fetch them has it"
            )
        }
        let reporter = ImageReporter(cache: cache)
        var saving: InitramfsOptions.Saving?
        let outcome = try await ImageAssembler(cache: cache, options: options).assemble(
            plan, parts: parts, inputs: try planned.buildInputs(), into: output,
            words: { staged in
                saving = try reporter.saving(plan, parts: parts, staged: staged)
                return saving.map { [$0.words] } ?? []
            },
            waiting: { console.note($0) })
        switch consume outcome {
        case .unchanged(let image):
            console.report(image.warnings)
            console.note("\(plan.name): nothing has changed, \(image.folder) stays as it is")
            try writeCollection(plan)
            return try StoredReport.read(image.folder)
        case .staged(var staged):
            try KernelModules.check(plan, parts, cache: cache)
            console.report(staged.image.warnings)
            try addMenus(plan, to: &staged)
            let report = try reporter.report(plan, parts: parts, staged: staged, saving: saving)
            for file in plan.servers {
                try staged.add(
                    "servers/\(file.path)", contents: file.bytes, isSecret: file.isSecret,
                    isExecutable: file.isExecutable)
            }
            if var root = plan.rootDescription {
                let served = root.file.flatMap { staged.image.file($0) }
                root.bytes = served?.size
                root.sha256 = served?.digest.hex
                if served != nil, let tree = staged.image.rootImage?.verity {
                    root.rootHash = tree.rootHash
                    root.hashOffset = tree.dataBytes
                }
                try staged.add(RootDescription.fileName, text: try root.json())
            }
            try staged.add("report.json", text: try ReportJSON.text(report))
            try staged.add("report.md", text: ReportMarkdown.text(report))
            // Under the lock of out/: two builds must not overwrite each other's menu.
            let image = try staged.publish { [plan] _ in try writeCollection(plan) }
            let new = image.segments.filter(\.isNew).map(\.name)
            console.note(
                "\(plan.name): published in \(image.folder)"
                    + (new.isEmpty ? "" : "; written anew: " + new.joined(separator: ", ")))
            return report
        }
    }

    private func writeCollection(_ plan: Plan) throws {
        try CollectionMenus(output: output, url: plan.menus.url, timeoutSeconds: plan.menus.timeoutSeconds)
            .write()
    }

    private static func parts(
        _ found: (base: [ImagePart], images: [FetchedImage]), _ plan: Plan
    ) throws -> ImageParts {
        guard let kernel = found.base.first(where: { $0.role == .kernel }) else {
            throw CommandFailure(.invalidData, "the base of \(plan.name) has no kernel")
        }
        func part(_ role: ArtifactRole) -> ImagePart? { found.base.first { $0.role == role } }
        return ImageParts(
            kernel: kernel, initrd: part(.initrd), root: part(.root), busybox: part(.busybox),
            images: found.images)
    }

    private func addMenus(_ plan: Plan, to staged: inout StagedImage) throws {
        let entry = try BootEntry(
            name: plan.name, title: plan.menus.title, description: plan.description,
            architecture: plan.architecture,
            commandLine: staged.image.commandLine, isStandIn: plan.base.isStandIn,
            provenance: plan.base.provenance)
        let options = try MenuOptions(url: plan.menus.url, timeoutSeconds: plan.menus.timeoutSeconds)
        for name in plan.menus.formats {
            guard let format = MenuFormats.named(name) else {
                throw CommandFailure(.software, "there is no menu format \(name)")
            }
            try staged.add(format.imagePath, text: try format.imageScript(entry, options))
        }
    }
}
