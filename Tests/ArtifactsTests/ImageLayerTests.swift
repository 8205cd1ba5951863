import Machine
import Testing

@testable import Artifacts

@Suite struct ImageLayerTests {
    typealias Fixture = ImageFixture

    private func refusal(_ layers: [[Fixture.Item]]) async -> String {
        let found = await failure(ArtifactFailure.self) { _ = try await Fixture.flatten(layers) }
        #expect(found?.code == .image)
        #expect(found?.category == .invalidData)
        return found?.message ?? "it is taken"
    }
    @Test(arguments: [Fixture.Packing.none, .gzip, .zstd])
    func laterLayersWin(_ packing: Fixture.Packing) async throws {
        let first = [
            Fixture.folder("etc"), Fixture.item("etc/a", .file, "first", mode: 0o600),
            Fixture.item("etc/b", .file, "stays"),
            Fixture.folder("usr", mode: 0o700), Fixture.item("usr/x", .file, "x"), Fixture.link("lib", "usr"),
            Fixture.item("was-file", .file, "f"), Fixture.folder("was-folder"),
            Fixture.item("was-folder/in", .file, "i"),
        ]
        let second = [
            Fixture.item("./etc/a", .file, "second", mode: 0o4755, owner: 7),
            Fixture.folder("usr/", mode: 0o755),
            Fixture.folder("was-file"), Fixture.item("was-folder", .file, "now"),
        ]
        #expect(
            try await Fixture.flatten([first, second], packing: packing) == [
                "etc dir 0755 0 1000000", "etc/a file 4755 7 1000000 'second'",
                "etc/b file 0644 0 1000000 'stays'",
                "lib link 0644 0 1000000 ->usr", "usr dir 0755 0 1000000", "usr/x file 0644 0 1000000 'x'",
                "was-file dir 0755 0 1000000", "was-folder file 0644 0 1000000 'now'",
            ])
    }

    @Test func whiteoutsTakeAwayWhatEarlierLayersHave() async throws {
        let first = [
            Fixture.item("a", .file, "a"), Fixture.folder("d"), Fixture.item("d/x", .file, "x"),
            Fixture.folder("d/sub"),
            Fixture.item("d/sub/y", .file, "y"), Fixture.folder("o"), Fixture.item("o/old", .file, "old"),
            Fixture.item("keep", .file, "keep"), Fixture.link("l", "d"),
        ]
        let second = [
            // Before and after what the same layer brings: it takes away from earlier layers only.
            Fixture.item("o/new", .file, "new"), Fixture.item("o/.wh..wh..opq"), Fixture.item(".wh.a"),
            Fixture.item(".wh.d"), Fixture.folder("d"), Fixture.item("d/z", .file, "z"),
            Fixture.item(".wh.none"),
            Fixture.item("none/.wh.x"), Fixture.item(".wh..wh.plnk"), Fixture.item("keep/.wh.x"),
        ]
        let expected = [
            "d dir 0755 0 1000000", "d/z file 0644 0 1000000 'z'", "keep file 0644 0 1000000 'keep'",
            "l link 0644 0 1000000 ->d", "o dir 0755 0 1000000", "o/new file 0644 0 1000000 'new'",
        ]
        #expect(try await Fixture.flatten([first, second]) == expected)
        // Through a link, and of all that there is.
        #expect(
            try await Fixture.flatten([first, second, [Fixture.item("l/.wh.z")]])
                == expected.filter { !$0.hasPrefix("d/z") })
        #expect(try await Fixture.flatten([first, [Fixture.item(".wh..wh..opq")]]).isEmpty)
        // A file of the same layer that is whited out there is not.
        #expect(
            try await Fixture.flatten([[Fixture.item("a", .file, "a"), Fixture.item(".wh.a")]]).count == 1)
    }

    @Test func hardLinksStayOneFile() async throws {
        let first = [
            Fixture.item("b", .file, "data"), Fixture.item("a", .hardLink(Array("b".utf8))),
            Fixture.item("c", .hardLink(Array("./a".utf8))), Fixture.link("s", "b"),
            Fixture.item("t", .hardLink(Array("s".utf8))),
        ]
        #expect(
            try await Fixture.flatten([first]) == [
                "a file 0644 0 1000000 'data'", "b hard 0644 0 1000000 ->a", "c hard 0644 0 1000000 ->a",
                "s link 0644 0 1000000 ->b", "t hard 0644 0 1000000 ->s",
            ])
        // One name gets other contents, one goes: the others keep theirs.
        #expect(
            try await Fixture.flatten([first, [Fixture.item("a", .file, "new"), Fixture.item(".wh.b")]]) == [
                "a file 0644 0 1000000 'new'", "c file 0644 0 1000000 'data'", "s link 0644 0 1000000 ->b",
                "t hard 0644 0 1000000 ->s",
            ])
    }

    @Test func attributesDevicesAndOwnersStay() async throws {
        let capability = [
            "security.capability": "\u{1}\u{0}\u{0}\u{2}=\n", "user.x": "y", "trusted.overlay.opaque": "y",
        ]
        let layer = [
            Fixture.item("bin/ping", .file, "p", mode: 0o755, owner: 3_000_000_000, attributes: capability),
            Fixture.item("dev/null", .character(major: 1, minor: 3), mode: 0o666),
            Fixture.item("dev/sda", .block(major: 8, minor: 70_000)),
            Fixture.item("run/pipe", .fifo, mode: 0o1777),
        ]
        let lines = try await Fixture.flatten([layer])
        // The value of an attribute ends with a line feed.
        #expect(lines.count == 8)
        #expect(lines[0] == "bin dir 0755 0 0")
        #expect(
            lines[1]
                == "bin/ping file 0755 3000000000 1000000 'p' security.capability=\u{1}\u{0}\u{0}\u{2}=")
        #expect(lines[2] == " user.x=y")
        #expect(lines.contains("dev/null char 0666 0 1000000 1:3"))
        #expect(lines.contains("dev/sda block 0644 0 1000000 8:70000"))
        #expect(lines.contains("run/pipe fifo 1777 0 1000000"))
    }

    @Test func pathsFollowLinksWithinTheTree() async throws {
        let first = [
            Fixture.folder("usr"), Fixture.folder("usr/lib"), Fixture.link("lib", "usr/lib"),
            Fixture.link("abs", "/usr/lib"), Fixture.link("out", "../../../usr"),
        ]
        let second = [
            Fixture.item("lib/a", .file, "a"), Fixture.item("abs/b", .file, "b"),
            Fixture.item("out/c", .file, "c"),
            Fixture.item("lib/deep/d", .file, "d"),
        ]
        #expect(
            try await Fixture.flatten([first, second]).map { $0.split(separator: " ")[0] } == [
                "abs", "lib", "out", "usr", "usr/c", "usr/lib", "usr/lib/a", "usr/lib/b", "usr/lib/deep",
                "usr/lib/deep/d",
            ])
    }

    @Test(arguments: [
        ("../x", "has \"..\""), ("a/../../x", "has \"..\""), ("/etc/passwd", "is absolute"),
        ("a/..", "has \"..\""),
        (".wh.", "names no file"), (".wh...", "names no file"), ("a/.wh..", "names no file"),
        (String(repeating: "a", count: 256), "a name in it too long"),
        (String(repeating: "a/", count: 300) + "x", "too deep"),
        (String(repeating: "abcdefghi/", count: 500) + "x", "has 5001 bytes"),
    ])
    func hostilePathsAreRefused(_ path: String, _ words: String) async {
        let message = await refusal([[Fixture.item(path, .file, "x")]])
        #expect(message.contains(words), "\(message)")
    }

    @Test func hostileTreesAreRefused() async {
        for (layer, words) in [
            ([Fixture.item("a", .hardLink(Array("../../etc/passwd".utf8)))], "has \"..\""),
            ([Fixture.item("a", .hardLink(Array("/etc/passwd".utf8)))], "is absolute"),
            ([Fixture.item("a", .hardLink(Array("b".utf8)))], "which is not there"),
            ([Fixture.item("a", .hardLink(Array("a".utf8)))], "which is not there"),
            ([Fixture.folder("d"), Fixture.item("a", .hardLink(Array("d".utf8)))], "to a directory"),
            ([Fixture.item("f", .file, "f"), Fixture.item("f/x", .file, "x")], "no directory"),
            (
                [Fixture.link("a", "b"), Fixture.link("b", "a"), Fixture.item("a/x", .file, "x")],
                "circle of links"
            ),
            ([Fixture.link("a", ""), Fixture.item("a/x", .file, "x")], "bytes or a NUL"),
            ([Fixture.item(".", .file, "x")], "no directory"),
            ([Fixture.item("", .file, "x")], "bytes or a NUL"),
            ([Fixture.item("d", .character(major: 5000, minor: 0))], "a device has the numbers"),
            (
                (0..<10).map { Fixture.link("l\($0)", String(repeating: "l\($0 + 1)/", count: 200)) }
                    + [Fixture.item("l0/x", .file, "x")], "a path of a layer is"
            ),
        ] {
            let message = await refusal([layer])
            #expect(message.contains(words), "\(message)")
        }
    }
}
