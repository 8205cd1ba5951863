import ArgumentParser
import Planning

/// `kimage plan RECIPE`: what would be fetched, assembled and written.
struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Show what a build would fetch, assemble and write; do nothing.")

    @Argument(help: "The recipe.", completion: .file(extensions: ["toml"]))
    var recipe: String

    @Flag(help: "Print one JSON document (Documentation/plan.md).")
    var json = false

    @OptionGroup var recipeOptions: RecipeOptions
    @OptionGroup var consoleOptions: ConsoleOptions

    func run() async throws {
        let console = consoleOptions.console
        let plan = try await Session(console: console, options: recipeOptions).plan(recipe).plan
        try console.result(json ? try JSONText.encode(PlanDocument(plan)) : PlanText.render(plan))
    }
}
