import Glibc
import Machine
import Testing

@testable import Assembly

@Suite struct OutputFolderTests {
    @Test func aSymbolicLinkIsRefused() async throws {
        try await withScratch { folder in
            try plant(["real/", "out -> real"], in: folder)
            let found = await failure(MachineFailure.self) {
                _ = try await OutputFolder.open(folder + "/out")
            }
            #expect(found?.reason == "it is a symbolic link")
            #expect(try names(in: folder + "/real") == [])
        }
    }

    @Test func onlyFoldersOfOursAreReplaced() async throws {
        try await withScratch { folder in
            try plant(
                [
                    "out/mine/manifest.json", "out/theirs/thesis.tex", "out/empty/", "out/file",
                    "out/link -> empty",
                ],
                in: folder)
            let out = try await OutputFolder.open(folder + "/out")
            for name in ["mine", "empty", "new"] {
                #expect(try out.place(for: name) == "\(folder)/out/\(name)")
            }
            var refused: [String] = []
            for name in ["theirs", "file", "link", "..", ".", "", "a/b", "/x", ".hidden", "new\nline", "ü"] {
                do { _ = try out.place(for: name) } catch is MachineFailure { refused.append(name) }
            }
            #expect(
                refused == [
                    "theirs", "file", "link", "..", ".", "", "a/b", "/x", ".hidden", "new\nline", "ü",
                ])
        }
    }

    @Test func whatKilledBuildsLeftIsRemoved() async throws {
        try await withScratch { folder in
            let out = folder + "/out"
            try plant(
                [
                    ".kimage-abc/deep/file", ".kimage.spare/image.img", ".kimage.spare/gone.img",
                    "image/manifest.json",
                    "image.kimage-0123456789abcdef/manifest.json",
                    "lost.kimage-0123456789abcdef/manifest.json",
                    "name.kimage-short/manifest.json", ".kimage-file",
                ], in: out)
            _ = try await OutputFolder.open(out)
            #expect(
                try tree(out) == [
                    ".kimage.lock", ".kimage.spare/", ".kimage.spare/image.img", "image/",
                    "image/manifest.json",
                    "lost/", "lost/manifest.json", "name.kimage-short/", "name.kimage-short/manifest.json",
                ])
        }
    }

    @Test func theSecondWaitsWithAWord() async throws {
        try await withScratch { folder in
            let first = try await OutputFolder.open(folder + "/out")
            let (stream, continuation) = AsyncStream.makeStream(of: String.self)
            let path = folder + "/out"
            let second = Task {
                _ = try await OutputFolder.open(path) { continuation.yield($0) }
                continuation.yield("opened")
                continuation.finish()
            }
            var words = stream.makeAsyncIterator()
            #expect(await words.next() == "waiting for another build into \(path)")
            _ = consume first
            #expect(await words.next() == "opened")
            try await second.value
        }
    }

    @Test(arguments: [
        ("vmlinuz", true), ("pxelinux.cfg/01-52-54-00-12-34-56", true), ("nodes/52:54:00.img", true),
        ("", false),
        ("../x", false), ("a//b", false), ("/a", false), ("a/./b", false), ("a b", false), ("a\nb", false),
        ("a\\b", false), ("ü", false), ("a/", false),
    ])
    func namesOfFiles(name: String, isGood: Bool) {
        #expect(((try? OutputName.checked(name)) != nil) == isGood)
    }

    @Test func filesAreAddedOnce() async throws {
        try await withScratch { folder in
            let workshop = try Workshop(folder)
            let outcome = try await ImageAssembler(cache: workshop.cache, options: workshop.options)
                .assemble(workshop.plan([]), parts: workshop.parts, into: workshop.out)
            guard case .staged(var staged) = consume outcome else {
                Issue.record("nothing was staged")
                return
            }
            try staged.add("a/b/c", text: "1")
            #expect(throws: MachineFailure.self) { try staged.add("a/b/c", text: "2") }
            #expect(throws: MachineFailure.self) { try staged.add("vmlinuz", text: "2") }
            #expect(throws: MachineFailure.self) { try staged.add("../x", text: "2") }
        }
    }
}
