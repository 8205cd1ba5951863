import Testing

@testable import Initramfs

/// What is left out, taken as it is meant, or replaced.
extension SilentDamageTests {
    @Test("names, targets and files that do not fit")
    func drops() throws {
        let cases: [(String, DropReason?, (inout CpioMaker) -> Void)] = [
            ("component 255", nil, { $0.file(String(repeating: "n", count: 255), "x") }),
            ("component 256", .componentTooLong, { $0.file(String(repeating: "n", count: 256), "x") }),
            (
                "name 4096", nil,
                { $0.entry(Array(String(repeating: "./", count: 2047).utf8) + [0x66], mode: 0o100644) }
            ),
            (
                "name 4097", .nameSize(4097),
                { $0.entry(Array(String(repeating: "./", count: 2048).utf8), mode: 0o100644) }
            ),
            ("target 4095", nil, { $0.symlink("l", String(repeating: "t", count: 4095)) }),
            ("target 4096", .targetTooLong(4096), { $0.symlink("l", String(repeating: "t", count: 4096)) }),
            ("target 4097", .targetTooLong(4097), { $0.symlink("l", String(repeating: "t", count: 4097)) }),
            ("no target", .targetEmpty, { $0.symlink("l", "") }),
            ("no name", .nameEmpty, { $0.entry([], mode: 0o100644) }),
            (
                "contents of a directory", .contentsOnNonFile(1),
                { $0.entry([0x64], mode: 0o040755, data: [1]) }
            ),
            ("no type", .unknownType(0o644), { $0.entry([0x66], mode: 0o644) }),
            ("slash", .nameIsDirectory, { $0.file("f/", "x") }),
            (
                "over a directory", .directoryInTheWay,
                {
                    $0.directory("d")
                    $0.file("d/f", "x")
                    $0.file("d", "x")
                }
            ),
            (
                "below a file", .parentNotDirectory,
                {
                    $0.file("f", "x")
                    $0.file("f/g", "x")
                }
            ),
            (
                "through a circle", .tooManyLinks,
                {
                    $0.symlink("a", "b")
                    $0.symlink("b", "a")
                    $0.file("a/f", "x")
                }
            ),
        ]
        for (title, reason, body) in cases {
            let verdict = try read(CpioMaker.archive(body)).verdict
            #expect(Fate(verdict) == .whole, "\(title)")
            #expect(verdict.warnings.map(\.kind) == (reason.map { [.dropped($0)] } ?? []), "\(title)")
        }
    }

    @Test("names that are taken as they are meant")
    func nameForms() throws {
        let image = try read(
            CpioMaker.archive { maker in
                maker.directory(".", mode: 0o700)
                maker.directory("./d")
                maker.file("/d/absolute", "1")
                maker.file("d/../up", "2")
                maker.file("../../above", "3")
                maker.entry([0x6e, 0, 0x78], mode: 0o100644, data: [0x34])
            })
        #expect(image.verdict.unpacksWhole)
        for (path, text) in [("d/absolute", "1"), ("up", "2"), ("above", "3"), ("n", "4")] {
            #expect(try contents(image, path) == Array(text.utf8))
        }
        #expect(image.tree.item(at: .root)?.metadata.permissions == 0o700)
    }

    @Test("the mode of a directory that existed is told")
    func directoryMode() throws {
        let image = try read(
            CpioMaker.archive { $0.directory("root", mode: 0o700) }
                + CpioMaker.archive { $0.directory("root") })
        let changed = UnpackWarning.Kind.directoryChanged(permissions: 0o700, uid: 0, gid: 0)
        #expect(image.verdict.warnings.map(\.kind) == [changed])
        #expect(image.verdict.unpacksWhole)
    }

    @Test("what replaces what")
    func replacing() throws {
        let image = try read(
            CpioMaker.archive { maker in
                maker.file("long", "a longer text")
                maker.file("long", "short")
                maker.file("target", "kept")
                maker.symlink("link", "target")
                maker.file("link", "own")
                maker.directory("empty")
                maker.file("empty", "file")
                maker.node("whiteout", mode: 0o020000)
                maker.entry(Array("old".utf8), mode: 0o100644, modified: 0xf000_0000)
            })
        #expect(image.verdict.unpacksWhole)
        #expect(try contents(image, "long") == Array("short".utf8))
        #expect(try contents(image, "target") == Array("kept".utf8))
        #expect(try contents(image, "link") == Array("own".utf8))
        #expect(try contents(image, "empty") == Array("file".utf8))
        let whiteout = image.tree.item(at: try EntryName("whiteout"))?.metadata.kind
        #expect(whiteout == .character(major: 0, minor: 0))
        #expect(image.tree.item(at: try EntryName("old"))?.metadata.modified == 0xf000_0000)
    }
}
