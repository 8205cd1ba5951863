import Artifacts
import Machine
import Testing

@Suite struct ImageReferenceTests {
    static let hex = String(repeating: "a", count: 64)

    @Test func namesOfRegistries() throws {
        let image = try #require(try ImageReference("oci:registry.example:5000/team/base_os:1.2-rc.1"))
        #expect(image.place == .registry("registry.example:5000/team/base_os"))
        #expect(image.tag == "1.2-rc.1")
        #expect(image.digest == nil)
        #expect(image.fileName == "base_os")
        let pinned = try #require(try ImageReference("oci:debian:12@sha256:\(Self.hex)"))
        #expect(pinned.place == .registry("debian"))
        #expect(pinned.tag == "12")
        #expect(pinned.digest?.hex == Self.hex)
        #expect(try ImageReference("oci:h:5/x@sha256:\(Self.hex)")?.place == .registry("h:5/x"))
        #expect(try ImageReference("https://h/x") == nil)
    }

    @Test func foldersAndArchives() throws {
        let folder = try #require(try ImageReference("oci:/a b/layout:t"))
        #expect(folder.place == .layout("/a b/layout"))
        #expect(folder.tag == "t")
        #expect(try ImageReference("oci:/layout")?.tag == nil)
        #expect(try ImageReference("oci:/layout@sha256:\(Self.hex)")?.digest?.hex == Self.hex)
        #expect(try ImageReference("docker-archive:/x.tar")?.place == .archive("/x.tar"))
        let named = try #require(try ImageReference("docker-archive:/x.tar:h:5/team/x:1.0"))
        #expect(named.place == .archive("/x.tar"))
        #expect(named.tag == "h:5/team/x:1.0")
    }

    @Test(arguments: [
        "oci:debian:12", "oci:h:5000/a/b:t", "oci:h/x@sha256:\(hex)", "oci:h/x:t@sha256:\(hex)", "oci:/a/b:t",
        "oci:/a/b",
        "docker-archive:/x.tar", "docker-archive:/x.tar:a/b:t",
    ])
    func theTextIsTheSame(_ text: String) throws {
        #expect(try ImageReference(text)?.text == text)
        #expect(try SourceAddress(text).publicText == text)
    }

    @Test(arguments: [
        "oci:", "oci:debian", "oci:Debian:12", "oci:-rf:12", "oci:h/x:", "oci:h/x:-t", "oci:h//x:t",
        "oci:h/x y:t",
        "oci:user:pa55@h/x:t", "oci:h/x@sha256:abc", "oci:h/x@md5:\(hex)", "oci:h/x:t\n", "oci:h/\u{e9}:t",
        "oci:./x:t",
        "oci:../x:t", "oci:/a:b/c:t", "oci:/a\0:t", "docker-archive:x.tar", "docker-archive:/x.tar:name",
        "oci:h/x/:t",
        "docker-archive:/x.tar:", "oci:https://h/x:t", "oci:h/.x:t",
        "oci:h/x:\(String(repeating: "t", count: 129))",
    ])
    func othersAreRefused(_ text: String) {
        let found = failure(ArtifactFailure.self) { _ = try ImageReference(text) }
        #expect(found?.code == .invalidSource)
        // What a password might be in is for nobody's eyes.
        #expect(found?.description.contains("pa55") == false)
    }

    @Test func pathsOfTheRecipe() {
        for (source, expected) in [
            ("x.tar", "/r/x.tar"), ("../x.tar", "/r/../x.tar"), ("oci:./x:t", "oci:/r/./x:t"),
            ("oci:../x", "oci:/r/../x"),
            ("docker-archive:x.tar", "docker-archive:/r/x.tar"),
        ] {
            #expect(SourceAddress.isRelative(source))
            #expect(SourceAddress.absolute(source, from: "/r") == expected)
        }
        for source in [
            "/x", "https://h/x", "apt:x", "file:/x", "oci:h/x:t", "oci:/x:t", "docker-archive:/x.tar",
            "oci:debian:12",
        ] {
            #expect(!SourceAddress.isRelative(source))
            #expect(SourceAddress.absolute(source, from: "/r") == source)
        }
    }
}
