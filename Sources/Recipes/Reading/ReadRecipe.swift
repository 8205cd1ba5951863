/// A recipe and what was noticed on the way.
package struct ReadRecipe: Sendable, Equatable {
    package var recipe: Recipe
    /// Warnings only, in the order of the text.
    package var warnings: [Diagnostic]

    package init(recipe: Recipe, warnings: [Diagnostic]) {
        self.recipe = recipe
        self.warnings = warnings
    }
}
