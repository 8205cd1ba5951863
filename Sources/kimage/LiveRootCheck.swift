import Assembly
import Distributions
import Planning
import Recipes

/// Holds a plan's command line against the live image that it will boot, and adds what only the image knows.
struct LiveRootCheck {
    let console: Console
    let cache: CacheFolder

    /// - Throws: `Diagnostics` where the command line names what the image does not hold; `ToolFailure`, exit code 78,
    ///   where a program is missing that looks into it.
    func complete(_ plan: inout Plan, _ recipe: Recipe, _ parts: ImageParts) async throws {
        guard plan.rootIsLive, let root = parts.root, let system = Systems.named(plan.base.os) else { return }
        let console = console
        let image = try await LiveImageReader(cache: cache) { console.detail("run: \($0)") }.read(root)
        let words = try system.check(liveImage: image, commandLine: recipe.kernelArguments)
        plan.commandLine += words.commandLine
        plan.notes += words.notes
    }
}
