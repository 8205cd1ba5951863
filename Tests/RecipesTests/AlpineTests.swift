import Testing

@testable import Recipes

struct AlpineTests {
    private static let head = "[base]\nos = \"alpine\"\n\n[alpine]\n"

    @Test func addresses() throws {
        let text =
            Self.head
                + """
                repositories = ["http://m/alpine/v3.23/main", "https://m/alpine/v3.23/community"]
                packages = ["openssh", "docker>=28"]
                modloop = "http://m/modloop-virt"
                apkovl = "http://m/{MAC}.apkovl.tar.gz"
                """
        let alpine = try #require(try Fixture.read(text: text).recipe.alpine)
        #expect(
            alpine.addresses.map(\.value) == [
                "http://m/alpine/v3.23/main", "https://m/alpine/v3.23/community",
            ])
        #expect(alpine.folder == nil && alpine.index == nil)
        #expect(alpine.packages.map(\.value) == ["openssh", "docker>=28"])
        #expect(alpine.modloop?.value == "http://m/modloop-virt")
        #expect(alpine.apkovl?.value == "http://m/{MAC}.apkovl.tar.gz")
        #expect(alpine.position.line == 4)
    }

    @Test func folder() throws {
        let text =
            Self.head
            + "repositories = [\"../apks\"]\nkeys = [\"a.rsa.pub\"]\nmodloop = \"none\"\napkovl = \"embedded\"\n"
        let alpine = try #require(try Fixture.read(text: text).recipe.alpine)
        #expect(alpine.folder?.value == "../apks")
        #expect(alpine.index?.value == "../apks/APKINDEX.tar.gz")
        #expect(alpine.keys.map(\.value) == ["a.rsa.pub"])
        #expect(alpine.modloop?.value == "none")
        #expect(alpine.apkovl == nil)
    }

    @Test(arguments: [
        ("repositories = [\"a\", \"b\"]", "is the second folder"),
        ("repositories = [\"a\", \"http://m/x\"]", "exclude each other"),
        ("repositories = [\"http://m/x,y\"]", "holds a comma"),
        ("modloop = \"modloop-virt\"", "is not an address"),
        ("apkovl = \"/x.apkovl.tar.gz\"", "is not an address"),
        ("apkovl = \"http://m/{mac}.tar.gz\"", "which no address may"),
        ("packages = [\"a b\"]", "is not the name of a package"),
        ("modlop = \"none\"", "did you mean \"modloop\"?"),
    ])
    func faults(line: String, expected: String) {
        let found = Fixture.findings(Self.head + line + "\n")
        #expect(found.count == 1 && found[0].contains(expected), "\(found)")
    }
}
