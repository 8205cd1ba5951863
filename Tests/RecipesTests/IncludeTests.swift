import Testing

@testable import Recipes

/// `include`
struct IncludeTests {
    private func read(_ files: [String: String], _ path: String = "r/a.toml") throws(Diagnostics) -> Recipe {
        try RecipeReader.read(path: path, knownSystems: ["alpine"]) { path throws(RecipeFileFault) in
            guard let text = files[path] else { throw .missing }
            return Array(text.utf8)
        }
    }

    private func faults(_ files: [String: String]) -> [String] {
        do {
            _ = try read(files)
            return []
        } catch {
            return error.items.map(\.description)
        }
    }

    @Test func tablesMergeAndArraysAppend() throws {
        let recipe = try read([
            "r/a.toml": "include = ['b.toml', 'c.toml']\nkernel.cmdline = ['a']\n[base]\nversion = '3'",
            "r/b.toml": "description = 'b'\nkernel.cmdline = ['b']\n[base]\nos = 'alpine'\nversion = '1'",
            "r/c.toml": "description = 'c'\nkernel.cmdline = ['c']\n[base]\nversion = '2'",
        ])
        #expect(recipe.kernelArguments.map(\.value) == ["b", "c", "a"])
        #expect(recipe.description == "c")
        #expect(
            recipe.base.version == Located("3", at: SourcePosition(file: "r/a.toml", line: 4, column: 11)))
        #expect(recipe.base.os.position == SourcePosition(file: "r/b.toml", line: 4, column: 6))
    }

    /// A path means what it means in the file where it is written.
    @Test func pathsStartWhereTheyAreWritten() throws {
        let recipe = try read([
            "r/a.toml": "include = ['../common/b.toml', '/abs/d.toml']\n[[overlay]]\nsource = 'o'\n",
            "r/../common/b.toml":
                "include = ['deep/c.toml']\nbase.os = 'alpine'\n[[overlay]]\nsource = 'o'\n",
            "r/../common/deep/c.toml": """
            base.kernel.source = 'vmlinuz'
            base.initrd.source = 'https://example.org/initrd'
            cloud-config.ssh-authorized-keys = ['key.pub', 'ssh-rsa AAAA']
            [[overlay]]
            source = '/o'
            [[file]]
            path = '/x'
            source = '../x'
            """,
            "/abs/d.toml": "[[overlay]]\nsource = 'o'\n",
        ])
        #expect(recipe.overlays.map(\.source.value) == ["/o", "../common/o", "/abs/o", "o"])
        #expect(recipe.base.kernel?.source.value == "../common/deep/vmlinuz")
        #expect(recipe.base.initrd?.source.value == "https://example.org/initrd")
        #expect(
            recipe.cloudConfig?.sshAuthorizedKeys.map(\.value) == ["../common/deep/key.pub", "ssh-rsa AAAA"])
        let source = try #require(recipe.files.first?.source)
        guard case .file(let path) = source else {
            Issue.record("the file has contents")
            return
        }
        #expect(path.value == "../common/deep/../x")
        #expect(path.position.file == "r/../common/deep/c.toml")
    }

    @Test func aSharedFileIsReadOnce() throws {
        let recipe = try read([
            "r/a.toml": "include = ['b.toml', 'c.toml']\nbase.os = 'alpine'",
            "r/b.toml": "include = ['d.toml']", "r/c.toml": "include = ['./d.toml']",
            "r/d.toml": "kernel.cmdline = ['once']",
        ])
        #expect(recipe.kernelArguments.map(\.value) == ["once"])
    }

    @Test func circlesAreRefused() {
        let one = faults(["r/a.toml": "include = ['./a.toml']\nbase.os = 'alpine'"])
        #expect(
            one == [
                "r/a.toml:1:12: error: include: the files include one another in a circle: r/a.toml → r/./a.toml"
            ])
        let two = faults([
            "r/a.toml": "include = ['b.toml']\nbase.os = 'alpine'", "r/b.toml": "include = ['../r/a.toml']",
        ])
        #expect(
            two == [
                "r/b.toml:1:12: error: include: the files include one another in a circle: "
                    + "r/a.toml → r/b.toml → r/../r/a.toml"
            ])
    }

    @Test func depthAndNumberAreLimited() {
        var chain = ["r/a.toml": "include = ['0.toml']\nbase.os = 'alpine'"]
        for index in 0..<20 { chain["r/\(index).toml"] = "include = ['\(index + 1).toml']" }
        #expect(
            faults(chain) == [
                "r/6.toml:1:12: error: include: files include one another more than 8 levels deep"
            ])
        let names = (0..<100).map { "'\($0).toml'" }.joined(separator: ", ")
        var many = ["r/a.toml": "include = [\(names)]\nbase.os = 'alpine'"]
        for index in 0..<100 { many["r/\(index).toml"] = "" }
        let found = faults(many)
        #expect(found.count == 37)
        #expect(found.first?.hasSuffix("include: more than 64 files are included") == true)
    }

    /// Without what an include would have brought, missing keys are not news.
    @Test func whatAFailedIncludeMayHoldIsNotMissed() {
        #expect(
            faults(["r/a.toml": "include = ['b.toml']"]) == [
                "r/a.toml:1:12: error: include: r/b.toml does not exist"
            ])
        #expect(faults(["r/a.toml": "include = ['b.toml']\nnmae = 1", "r/b.toml": "x"]).count == 2)
    }

    @Test func aMissingFileIsToldApart() {
        #expect(
            throws: Diagnostics([
                Diagnostic(
                    at: SourcePosition(file: "r/a.toml", line: 1, column: 12),
                    "include: r/b.toml does not exist",
                    category: .missingFile)
            ])
        ) { try read(["r/a.toml": "include = ['b.toml']"]) }
        #expect(
            throws: Diagnostics([
                Diagnostic(at: nil, "the recipe r/a.toml does not exist", category: .missingFile)
            ])
        ) { try read([:]) }
    }
}
