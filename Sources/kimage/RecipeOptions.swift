import ArgumentParser

/// Options of every command that reads a recipe.
struct RecipeOptions: ParsableArguments {
    @Option(
        name: .customLong("set"), help: "Override a key of the recipe: base.version=1.5.7. May be repeated.")
    var overrides: [String] = []

    @Option(help: "Take the base's kernel, initrd and root from this folder instead of the store.")
    var base: String?
}
