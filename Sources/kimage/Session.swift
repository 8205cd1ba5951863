import Artifacts
import Assembly
import Distributions
import Machine
import Planning
import Recipes

/// What the commands that read a recipe share: from a path to a plan, and from a plan to verified parts.
struct Session {
    let console: Console
    let options: RecipeOptions
    let environment = Environment.current()

    /// Reads, checks and plans one recipe; warnings are told, errors are thrown all at once.
    func plan(_ path: String) async throws -> PlannedRecipe {
        let (recipe, warnings, folder, inputs) = try await read(path, masked: false)
        let planned = try Planner.plan(recipe, inputs: inputs)
        console.report(warnings + planned.warnings)
        return PlannedRecipe(
            path: path, recipe: recipe, plan: planned.plan, folder: folder, provisioning: inputs.provisioning,
            registries: ImageAccess.make(recipe.registry, files: inputs.provisioning.files, inputs.secrets),
            warnings: warnings + planned.warnings)
    }

    /// What a recipe's configuration becomes on a system; warnings are told, errors are thrown all at once.
    func render(_ path: String, for system: String?) async throws -> Rendering {
        let (recipe, warnings, _, inputs) = try await read(path, masked: true)
        let rendered = try Planner.render(recipe, for: system, inputs: inputs)
        console.report(warnings + rendered.warnings)
        return rendered.rendering
    }

    private func read(
        _ path: String, masked: Bool
    ) async throws -> (recipe: Recipe, warnings: [Diagnostic], folder: BaseFolder?, inputs: PlanInputs) {
        let read = try RecipeReader.readWithWarnings(
            path: path, overrides: options.overrides, knownSystems: Systems.names)
        let cache = try? environment.cacheHome() + "/kimage"
        let folder = try options.base.map { try BaseFolder.read($0, cache: cache) }
        let inputs = PlanInputs(
            provisioning: try await InputLoader.load(read.recipe),
            secrets: SecretLoader.load(read.recipe, environment: environment, masked: masked),
            base: folder.map(Self.describe),
            recipeDirectory: read.recipe.directory)
        return (read.recipe, read.warnings, folder, inputs)
    }

    private static func describe(_ folder: BaseFolder) -> Planning.BaseDescription {
        var parts: [ArtifactRole: String] = [:]
        for file in folder.files {
            if let role = ArtifactRole(rawValue: file.role) { parts[role] = file.path }
        }
        return Planning.BaseDescription(
            folder: folder.path, os: folder.description.os, version: folder.description.version,
            architecture: Architecture(name: folder.description.architecture),
            provenance: folder.description.provenance, isStandIn: folder.description.isStandIn,
            ignition: folder.description.ignition, parts: parts)
    }

    /// The parts of a plan's base as verified files, from its folder, or from the store by the recipe's lock, and the
    /// images of containers from there.
    func parts(
        _ planned: PlannedRecipe, mode: ResolveMode
    ) async throws -> (base: [ImagePart], images: [FetchedImage]) {
        let own = (planned.folder?.files ?? []).compactMap { file in
            ArtifactRole(rawValue: file.role).map {
                ImagePart(
                    role: $0, path: file.path, size: UInt64(clamping: file.size), digest: file.digest)
            }
        }
        let requests = try planned.requests()
        guard !requests.isEmpty else { return (own, []) }
        let resolution = try await resolve(planned, requests, mode: mode)
        var base: [ImagePart] = []
        var images: [FetchedImage] = []
        for artifact in resolution.artifacts {
            let size = UInt64(clamping: artifact.size)
            if let role = ArtifactRole(rawValue: artifact.request.role) {
                base.append(ImagePart(role: role, path: artifact.path, size: size, digest: artifact.digest))
            } else {
                images.append(
                    FetchedImage(
                        role: artifact.request.role, path: artifact.path, size: size, digest: artifact.digest)
                )
            }
        }
        return (own + base, images)
    }

    /// Resolves artifacts of a plan and writes the lock where it changed.
    func resolve(
        _ planned: PlannedRecipe, _ requests: [ArtifactRequest], mode: ResolveMode,
        allowingWeaker: Bool = false
    ) async throws -> Resolution {
        let lock = try LockFile.read(planned.lockPath)
        let progress = FetchProgress(console: console)
        let fetcher = SourceFetcher(archivedImage: ImageArchiveFetcher(access: planned.registries))
        let resolver = Resolver(store: try Store(environment: environment), fetcher: fetcher) {
            progress.tell($0)
        }
        do {
            let resolution = try await resolver.resolve(
                requests, lock: lock, mode: mode, allowingWeaker: allowingWeaker)
            if !resolution.changes.isEmpty, !mode.keepsLock {
                try resolution.lock.write(to: planned.lockPath)
                for change in resolution.changes { console.note("lock: \(change)") }
            }
            return resolution
        } catch let failure as ArtifactFailure where failure.place != nil {
            throw failure
        } catch let failure as any CategorizedError where failure.category == .unavailable {
            throw CommandFailure(
                .unavailable,
                "\(failure.description)\nIf these files cannot be had from here (a release may be gone for good), keep a "
                    + "copy in a base folder and name it: --base DIR")
        }
    }
}
