import ArgumentParser
import Recipes

/// `kimage check RECIPE…`: everything wrong with recipes, in one run.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check recipes and the configurations they embed; write nothing.")

    @Argument(help: "Recipes.", completion: .file(extensions: ["toml"]))
    var recipes: [String]

    @OptionGroup var recipeOptions: RecipeOptions
    @OptionGroup var consoleOptions: ConsoleOptions

    func run() throws {
        let console = consoleOptions.console
        let session = Session(console: console, options: recipeOptions)
        var found = Diagnostics()
        for recipe in recipes {
            do {
                let plan = try session.plan(recipe).plan
                try OverlayCheck.read(plan)
                console.note("\(recipe): \(plan.base.title) \(plan.base.version), no errors")
            } catch let diagnostics as Diagnostics {
                found.append(contentsOf: diagnostics)
            }
        }
        if found.hasErrors { throw found }
    }
}
