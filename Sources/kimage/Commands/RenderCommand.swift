import ArgumentParser
import Planning

/// `kimage render RECIPE [--for OS]`: exactly what will be embedded where.
struct RenderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "Show what a recipe's configuration becomes on the system that reads it; write nothing.",
        discussion:
            "Of tokens and passwords that the recipe refers to, letters are shown as x and digits as 0.")

    @Argument(help: "The recipe.", completion: .file(extensions: ["toml"]))
    var recipe: String

    @Option(
        name: .customLong("for"), help: ArgumentHelp("Another system than the recipe's.", valueName: "OS"))
    var system: String?

    @Flag(help: "Print one JSON document (Documentation/check.md).")
    var json = false

    @OptionGroup var recipeOptions: RecipeOptions
    @OptionGroup var consoleOptions: ConsoleOptions

    func run() async throws {
        let console = consoleOptions.console
        let rendering = try await Session(console: console, options: recipeOptions).render(
            recipe, for: system)
        try console.result(
            json ? try JSONText.encode(RenderingDocument(rendering)) : RenderingText.render(rendering))
    }
}
