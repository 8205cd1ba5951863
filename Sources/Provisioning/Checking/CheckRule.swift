/// One thing that `kimage check` knows to go wrong, with what happens on the node and where that is known from.
package struct CheckRule: Sendable, Hashable {
    /// `DIALECT/words-with-hyphens`: stable, for `kimage explain` and for allowances in a recipe.
    package var id: String
    /// One line: what is wrong.
    package var summary: String
    /// What happens on the node, in a sentence or several.
    package var consequence: String
    /// What to write instead.
    package var remedy: String
    /// Where that is known from: program and version, repository and path, or issue.
    package var source: String
    /// True where the system's own validator refuses it, or the system drops it or dies of it: exit code 65.
    package var isError: Bool
    /// What each of the system's programs does with it; a program that is not named does not mind.
    package var verdicts: [CheckStage: Verdict]

    package init(
        _ id: String, _ summary: String, consequence: String, remedy: String, source: String,
        isError: Bool = true, verdicts: [CheckStage: Verdict] = [:]
    ) {
        self.id = id
        self.summary = summary
        self.consequence = consequence
        self.remedy = remedy
        self.source = source
        self.isError = isError
        self.verdicts = verdicts
    }
}
