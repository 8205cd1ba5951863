import FoundationEssentials
import Glibc
import Testing

@testable import Recipes

/// Reading from disk.
struct RecipeFilesTests: ~Copyable {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "kimage-recipes-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    @Test func filesAreReadWhole() throws {
        let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }
        try Data(bytes).write(to: folder.appendingPathComponent("x"))
        #expect(try RecipeFiles.read(path("x")) == bytes)
        try Data().write(to: folder.appendingPathComponent("empty"))
        #expect(try RecipeFiles.read(path("empty")).isEmpty)
    }

    @Test func whatIsNoFileIsRefused() throws {
        #expect(throws: RecipeFileFault.missing) { try RecipeFiles.read(path("absent")) }
        #expect(throws: RecipeFileFault.missing) { try RecipeFiles.read("\(path("a"))\0b") }
        #expect(throws: RecipeFileFault.notAFile) { try RecipeFiles.read(folder.path) }
        #expect(throws: RecipeFileFault.notAFile) { try RecipeFiles.read("/dev/zero") }
        #expect(mkfifo(path("pipe"), 0o600) == 0)
        #expect(throws: RecipeFileFault.notAFile) { try RecipeFiles.read(path("pipe")) }
        #expect(symlink("loop", path("loop")) == 0)
        #expect(throws: RecipeFileFault.system(ELOOP)) { try RecipeFiles.read(path("loop")) }
    }

    @Test func sizesAreLimited() throws {
        let most = Data(repeating: UInt8(ascii: "\n"), count: TextGuard.maximumSize)
        try most.write(to: folder.appendingPathComponent("most"))
        #expect(try RecipeFiles.read(path("most")).count == TextGuard.maximumSize)
        try (most + [0x0a]).write(to: folder.appendingPathComponent("more"))
        #expect(throws: RecipeFileFault.tooLarge) { try RecipeFiles.read(path("more")) }
    }

    @Test func aRecipeComesFromDisk() throws {
        try Data("include = ['b/c.toml']\n".utf8).write(to: folder.appendingPathComponent("a.toml"))
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("b"), withIntermediateDirectories: true)
        try Data("base.os = 'alpine'\nbase.kernel.source = 'k'".utf8).write(
            to: folder.appendingPathComponent("b/c.toml"))
        let recipe = try RecipeReader.read(path: path("a.toml"), knownSystems: ["alpine"])
        #expect(recipe.name == "a")
        #expect(recipe.directory == folder.path)
        #expect(recipe.base.kernel?.source.value == "b/k")
    }

    @Test func faultsSayWhat() {
        let faults: [RecipeFileFault] = [.missing, .denied, .notAFile, .tooLarge, .system(5)]
        #expect(Set(faults.map(\.problem)).count == faults.count)
        #expect(faults.map(\.category) == [.missingFile, .missingFile, .missingFile, .invalid, .missingFile])
    }
}
