import ArgumentParser
import Artifacts
import Distributions
import Planning

/// `kimage lock RECIPE…`: what a base's parts are, to the byte, written down.
struct LockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lock",
        abstract:
            "Fetch the parts of a base and the images to preload, and write down what they are, in RECIPE.lock.",
        discussion: """
            Images of containers that [registry] preload names without an archive are locked as well, by the digest of \
            their manifest. With --base the parts are the folder's, and only they are locked.

            Without --update, parts that the lock has stay as they are and new ones are added. A part that was \
            verified by its publisher's checksum list is not replaced by one that was not, unless --allow-weaker says so.
            """)

    @Argument(help: "Recipes.", completion: .file(extensions: ["toml"]))
    var recipes: [String]

    @Option(
        help:
            "Fetch this part anew (kernel, initrd, root, busybox, image:NAME) and replace its entry; \"images\" for every image, \"all\" for everything."
    )
    var update: [String] = []

    @Flag(help: "Allow a part to be replaced by one that is verified less well.")
    var allowWeaker = false

    @OptionGroup var recipeOptions: RecipeOptions
    @OptionGroup var consoleOptions: ConsoleOptions

    func validate() throws {
        let roles = ArtifactRole.allCases.map(\.rawValue)
        let words = roles + ["images", "all"]
        for role in update where !words.contains(role) && !role.hasPrefix(PlannedImage.rolePrefix) {
            throw ValidationError(
                "--update takes \(roles.joined(separator: ", ")), image:NAME, images or all; found \(role)")
        }
    }

    func run() async throws {
        let console = consoleOptions.console
        let session = Session(console: console, options: recipeOptions)
        for recipe in recipes {
            let planned = try await session.plan(recipe)
            let requests = try planned.requests()
            if planned.folder != nil, requests.isEmpty {
                throw CommandFailure(
                    .usage,
                    "a base folder has no lock, and \(recipe) names no image to fetch; leave --base out")
            }
            let resolution = try await session.resolve(
                planned, requests, mode: try mode(planned), allowingWeaker: allowWeaker)
            for artifact in resolution.artifacts {
                try console.result(
                    "\(artifact.request.role) \(artifact.digest.hex) \(artifact.size) \(artifact.verified.rawValue)"
                        + ((artifact.signer?.hex ?? artifact.certificate?.hex).map { " \($0)" } ?? "")
                )
            }
            if resolution.changes.isEmpty { console.note("\(planned.lockPath): nothing changed") }
        }
    }

    /// What --update says of this recipe.
    private func mode(_ planned: PlannedRecipe) throws -> ResolveMode {
        guard !update.isEmpty else { return .addMissing }
        let images = planned.imageRequests.map(\.role)
        for role in update where role.hasPrefix(PlannedImage.rolePrefix) && !images.contains(role) {
            throw CommandFailure(
                .usage,
                "\(planned.path) fetches no \(role); "
                    + (images.isEmpty
                        ? "it fetches no image" : "it fetches \(images.joined(separator: ", "))"))
        }
        if update.contains("all") {
            // The entries for the parts are of other builds, without the folder; they stay.
            return .update(roles: planned.folder == nil ? nil : Set(images))
        }
        return .update(roles: Set(update).union(update.contains("images") ? images : []))
    }
}
