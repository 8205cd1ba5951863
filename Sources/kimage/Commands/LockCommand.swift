import ArgumentParser
import Artifacts
import Distributions

/// `kimage lock RECIPE…`: what a base's parts are, to the byte, written down.
struct LockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lock",
        abstract: "Fetch the parts of a base and write down what they are, in RECIPE.lock.",
        discussion: """
            Without --update, parts that the lock has stay as they are and new ones are added. A part that was \
            verified by its publisher's checksum list is not replaced by one that was not, unless --allow-weaker says so.
            """)

    @Argument(help: "Recipes.", completion: .file(extensions: ["toml"]))
    var recipes: [String]

    @Option(
        help:
            "Fetch this part anew (kernel, initrd, root, busybox) and replace its entry; \"all\" for every part."
    )
    var update: [String] = []

    @Flag(help: "Allow a part to be replaced by one that is verified less well.")
    var allowWeaker = false

    @OptionGroup var recipeOptions: RecipeOptions
    @OptionGroup var consoleOptions: ConsoleOptions

    func validate() throws {
        if recipeOptions.base != nil { throw ValidationError("a base folder has no lock; leave --base out") }
        let roles = ArtifactRole.allCases.map(\.rawValue)
        for role in update where !(roles + ["all"]).contains(role) {
            throw ValidationError("--update takes \(roles.joined(separator: ", ")) or all; found \(role)")
        }
    }

    func run() async throws {
        let console = consoleOptions.console
        let session = Session(console: console, options: recipeOptions)
        for recipe in recipes {
            let planned = try await session.plan(recipe)
            let mode: ResolveMode =
                update.isEmpty ? .addMissing : .update(roles: update.contains("all") ? nil : Set(update))
            let resolution = try await session.resolve(planned, mode: mode, allowingWeaker: allowWeaker)
            for artifact in resolution.artifacts {
                try console.result(
                    "\(artifact.request.role) \(artifact.digest.hex) \(artifact.size) \(artifact.verified.rawValue)"
                        + (artifact.signer.map { " \($0.hex)" } ?? "")
                )
            }
            if resolution.changes.isEmpty { console.note("\(planned.lockPath): nothing changed") }
        }
    }
}
