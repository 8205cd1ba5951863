/// Reads recipes: TOML, what it includes, what the command line overrides; checked for form.
package enum RecipeReader {
    /// Hands out the bytes of a file. The path is as given, or joined to the folder of the file that includes it.
    package typealias Loader = @Sendable (_ path: String) throws(RecipeFileFault) -> [UInt8]

    /// Reads one recipe.
    ///
    /// - Parameters:
    ///   - path: of the recipe; diagnostics name it as it is.
    ///   - overrides: arguments of `--set`, `key=value`, in their order; a later one wins.
    ///   - knownSystems: what `base.os` may be.
    ///   - load: where files come from; the disk unless said.
    /// - Throws: everything that is wrong, warnings included, in the order of the text.
    package static func read(
        path: String, overrides: [String] = [], knownSystems: [String],
        load: @escaping Loader = RecipeFiles.read
    ) throws(Diagnostics) -> Recipe {
        try readWithWarnings(path: path, overrides: overrides, knownSystems: knownSystems, load: load).recipe
    }

    /// The same, with what is not wrong but deserves a look.
    package static func readWithWarnings(
        path: String, overrides: [String] = [], knownSystems: [String],
        load: @escaping Loader = RecipeFiles.read
    ) throws(Diagnostics) -> ReadRecipe {
        let bytes: [UInt8]
        do {
            bytes = try load(path)
        } catch {
            let message = "the recipe \(Quoting.printable(path)) \(error.problem)"
            throw Diagnostics([Diagnostic(at: nil, message, category: error.category)])
        }
        return try read(bytes, file: path, overrides: overrides, knownSystems: knownSystems, load: load)
    }

    /// Reads a recipe from bytes, which may be anything; what it includes still comes from the loader.
    ///
    /// - Parameter file: the path that the bytes are read as if they came from.
    package static func read(
        _ bytes: [UInt8], file: String, overrides: [String] = [], knownSystems: [String],
        load: @escaping Loader = RecipeFiles.read
    ) throws(Diagnostics) -> ReadRecipe {
        let findings = Findings(knownSystems: knownSystems)
        var recipe: Recipe?
        do {
            let own = try TomlDocument.parse(bytes, file: file)
            var resolver = IncludeResolver(load: load, findings: findings)
            let whole = resolver.resolve(own, file: file)
            let tree = applied(overrides, to: whole, findings)
            recipe = RecipeAssembler(findings: findings, recipePath: file).recipe(from: tree)
        } catch {
            findings.add(error)
        }
        let found = findings.sorted
        guard let recipe, !found.hasErrors else { throw found }
        return ReadRecipe(recipe: recipe, warnings: found.items)
    }

    private static func applied(_ overrides: [String], to table: NodeTable, _ findings: Findings) -> NodeTable
    {
        var result = table
        for (index, text) in overrides.enumerated() {
            do throws(Diagnostic) {
                result = try Override(text, number: index + 1).apply(to: result)
            } catch {
                findings.add(error)
            }
        }
        return result
    }
}
