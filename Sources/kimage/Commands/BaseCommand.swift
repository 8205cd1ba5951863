import ArgumentParser
import Artifacts
import Machine

/// `kimage base RECIPE DIR`: the parts of a base in a folder, for machines without a network.
struct BaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "base",
        abstract: "Write the parts of a recipe's base to a folder that --base takes.")

    @Argument(help: "The recipe.", completion: .file(extensions: ["toml"]))
    var recipe: String

    @Argument(help: "The folder; made where it is missing.")
    var folder: String

    @OptionGroup var lockOptions: LockOptions
    @OptionGroup var recipeOptions: RecipeOptions
    @OptionGroup var consoleOptions: ConsoleOptions

    func validate() throws {
        if recipeOptions.base != nil { throw ValidationError("--base is a folder that exists already") }
    }

    func run() async throws {
        let console = consoleOptions.console
        let session = Session(console: console, options: recipeOptions)
        let planned = try await session.plan(recipe)
        let resolution = try await session.resolve(
            planned, try planned.baseRequests(), mode: lockOptions.mode)
        let base = planned.plan.base
        let origins = resolution.artifacts.map { artifact in
            "\(artifact.request.role) from \(Self.source(artifact, resolution.lock)) sha256 \(artifact.digest.hex)"
        }
        let description = Artifacts.BaseDescription(
            os: base.os, version: base.version, architecture: planned.plan.architecture.rawValue,
            provenance: "\(base.title) \(base.version): " + origins.joined(separator: ", "),
            isStandIn: base.isStandIn)
        try BaseFolder.write(
            description, resolution.artifacts, from: try Store(environment: session.environment), to: folder)
        try console.result(folder)
    }

    /// The address without name and password, as the lock has it.
    private static func source(_ artifact: ResolvedArtifact, _ lock: LockFile) -> String {
        Printable.text(lock.entry(for: artifact.request.role)?.source ?? artifact.request.fileName)
    }
}
