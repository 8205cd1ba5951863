import FoundationEssentials
import Testing

@testable import Recipes

/// The recipes in `Fixtures`, read as if they lay in a folder `recipes`.
enum Fixture {
    /// What `base.os` may be in these tests.
    static let systems = [
        "alpine", "atomic", "burmillaos", "clear", "coreos", "custom", "debian", "fedora-coreos", "flatcar",
        "rancheros",
    ]

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
        "Fixtures")

    /// Every recipe, without `.toml`, in bytewise order.
    static let names: [String] = {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return all.filter { $0.hasSuffix(".toml") }.map { String($0.dropLast(5)) }.sorted()
    }()

    /// Maps `recipes/x.toml` to the fixture.
    @Sendable static func load(_ path: String) throws(RecipeFileFault) -> [UInt8] {
        let relative = PathText.normalized(path).split(separator: "/").dropFirst().joined(separator: "/")
        return try RecipeFiles.read(folder.appendingPathComponent(relative).path)
    }

    static func read(_ name: String, overrides: [String] = []) throws(Diagnostics) -> ReadRecipe {
        try RecipeReader.readWithWarnings(
            path: "recipes/\(name).toml", overrides: overrides, knownSystems: systems, load: load)
    }

    /// A recipe from text that includes nothing.
    static func read(text: String, overrides: [String] = []) throws(Diagnostics) -> ReadRecipe {
        try RecipeReader.read(
            Array(text.utf8), file: "recipes/test.toml", overrides: overrides, knownSystems: systems,
            load: { _ throws(RecipeFileFault) in throw .missing })
    }

    /// What is found in a text, one finding a line; what it is read as does not matter.
    static func findings(_ text: String, overrides: [String] = []) -> [String] {
        do {
            return try read(text: text, overrides: overrides).warnings.map(\.description)
        } catch {
            return error.items.map(\.description)
        }
    }
}
