import Distributions
import FoundationEssentials
import Glibc
import Initramfs
import Machine
import Planning
import Recipes
import Testing

@testable import Assembly

@Suite struct ImageAssemblerTests {
    private static let config = PlannedSegment.test(
        [.file("/etc/config", "one\n")], name: "configuration", compression: .zstd)

    @Test func anImageIsComplete() async throws {
        try await withScratch { folder in
            var workshop = try Workshop(folder)
            workshop.options.keepsSegments = true
            try plant(["lib/x", "bin/y", "odd\u{1b}name"], in: folder + "/overlay")
            let image = try await workshop.build(
                workshop.plan([
                    .test([.overlay(folder + "/overlay")], name: "overlay one", compression: .gzip),
                    Self.config,
                    .test([.file("/kimage/complete", "complete\n")], name: "seal"),
                ]))
            #expect(image.isBuilt)
            #expect(image.folder == workshop.out + "/image")
            #expect(
                try tree(image.folder) == [
                    "SHA256SUMS", "cmdline", "initrd.d/", "initrd.d/01-overlay_one.img",
                    "initrd.d/02-configuration.img", "initrd.d/03-seal.img", "initrd.img", "manifest.json",
                    "menus/",
                    "menus/boot.ipxe", "vmlinuz",
                ])
            #expect(try text(image.folder + "/cmdline") == "quiet\n")
            #expect(try bytes(image.folder + "/vmlinuz") == bytes(workshop.parts.kernel.path))
            let initrd = try bytes(image.folder + "/initrd.img")
            let base = try bytes(try #require(workshop.parts.initrd).path)
            #expect(initrd.starts(with: base))
            let kernel = try workshop.unpacked()
            #expect(kernel.verdict.unpacksWhole)
            #expect(kernel.verdict.warnings.isEmpty)
            for (path, contents) in [
                ("usr/lib/x", "lib/x"), ("usr/bin/y", "bin/y"), ("etc/config", "one\n"),
                ("usr/bin/ls", "busybox"),
            ] {
                #expect(try kernel.contents(of: EntryName(path)) == Array(contents.utf8), "\(path)")
            }
            #expect(
                kernel.tree.item(at: try EntryName("lib"))?.metadata.kind == .symlink(Array("usr/lib".utf8)))
            let checked = ToolCommand(
                "sh", ["-c", "cd \"$1\" && sha256sum -c --strict SHA256SUMS", "sh", image.folder])
            let result = try await Tool.run(checked)
            #expect(result.text.split(separator: "\n").count == 8)
        }
    }

    @Test func theManifestSaysWhatIsThere() async throws {
        try await withScratch { folder in
            let workshop = try Workshop(folder)
            let image = try await workshop.build(workshop.plan([Self.config]))
            let manifest = try text(image.folder + "/manifest.json")
            #expect(!manifest.contains(folder), "no path of the machine")
            #expect(!manifest.contains("secret"))
            let object = try JSONDecoder().decode(ManifestReader.self, from: Data(manifest.utf8))
            #expect(object.format == "kimage-manifest-1")
            #expect(object.inputs.map(\.source) == ["https://example.org/v1/vmlinuz?x=1", "file:initrd"])
            #expect(object.segments.map(\.name) == ["base", "configuration"])
            #expect(object.segments.map(\.offset) == [0, try #require(workshop.parts.initrd).size])
            #expect(object.files.map(\.path) == ["cmdline", "initrd.img", "menus/boot.ipxe", "vmlinuz"])
            for file in object.files {
                #expect(try ContentHasher.digest(bytes("\(image.folder)/\(file.path)")).hex == file.sha256)
            }
        }
    }

    private struct ManifestReader: Decodable {
        struct Input: Decodable { var source: String }
        struct Segment: Decodable { var name: String, offset: UInt64 }
        struct File: Decodable { var path: String, sha256: String }
        var format: String
        var inputs: [Input]
        var segments: [Segment]
        var files: [File]
    }

    @Test func whereAndHowOftenItIsBuiltDoesNotMatter() async throws {
        try await withScratch { folder in
            var sums: Set<String> = []
            for (number, order) in [["a", "b/c", "d"], ["d", "a", "b/c"]].enumerated() {
                let place = folder + "/" + String(repeating: "deep/", count: number * 3) + "place"
                try plant(order, in: place + "/overlay")
                let workshop = try Workshop(place)
                let image = try await workshop.build(
                    workshop.plan([.test([.overlay(place + "/overlay")], compression: .zstd), Self.config]))
                sums.insert(try text(image.folder + "/SHA256SUMS"))
            }
            #expect(sums.count == 1)
        }
    }

    @Test(arguments: [0o000, 0o077, 0o777] as [UInt32]) func theUmaskDoesNotMatter(mask: UInt32) async throws
    {
        try await withScratch { folder in
            try plant(["a", "b/c"], in: folder + "/overlay")
            // The umask belongs to the whole process, so it is another one.
            await #expect(processExitsWith: .success) { [folder = folder as String, mask = mask as UInt32] in
                umask(mask)
                let workshop = try Workshop(folder)
                _ = try await workshop.build(workshop.plan([.test([.overlay(folder + "/overlay")])]))
            }
            let image = folder + "/out/image"
            for path in try tree(image) {
                let permissions = try FileStatus(path: "\(image)/\(path)").permissions
                #expect(permissions == (path.hasSuffix("/") ? 0o755 : 0o644), "\(path)")
            }
            #expect(try FileStatus(path: image).permissions == 0o755)
            let reference = try Workshop(folder + "/reference")
            _ = try await reference.build(reference.plan([.test([.overlay(folder + "/overlay")])]))
            #expect(try text(image + "/SHA256SUMS") == text(folder + "/reference/out/image/SHA256SUMS"))
        }
    }

    @Test func privateImagesAreForTheirOwner() async throws {
        try await withScratch { folder in
            var workshop = try Workshop(folder)
            workshop.options.isPrivate = true
            let image = try await workshop.build(workshop.plan([Self.config]))
            #expect(try FileStatus(path: image.folder).permissions == 0o700)
            for path in try tree(image.folder) {
                let permissions = try FileStatus(path: "\(image.folder)/\(path)").permissions
                #expect(permissions == (path.hasSuffix("/") ? 0o700 : 0o600), "\(path)")
            }
        }
    }

    @Test func theTimeOfTheSourcesGoesIntoEveryEntry() async throws {
        try await withScratch { folder in
            var workshop = try Workshop(folder)
            workshop.options.modified = 1_700_000_000
            _ = try await workshop.build(workshop.plan([Self.config]))
            let item = try workshop.unpacked().tree.item(at: EntryName("etc/config"))
            #expect(item?.metadata.modified == 1_700_000_000)
        }
    }

    @Test func aBaseThatTheKernelCannotReadIsRefused() async throws {
        try await withScratch { folder in
            var workshop = try Workshop(folder)
            let path = folder + "/base/initrd"
            try write(try bytes(path) + Array("garbage behind it".utf8), to: path)
            workshop.parts = ImageParts(
                kernel: workshop.parts.kernel, initrd: try Workshop.part(.initrd, path), root: nil)
            let found = await failure(Diagnostics.self) {
                _ = try await workshop.build(workshop.plan([Self.config]))
            }
            #expect(found?.items.first?.message.contains("the base's whole initrd") == true)
            #expect(try FileStatus.ifExists(path: workshop.out) == nil)
        }
    }

    @Test func menusOverAllImagesAreWrittenUnderTheLock() async throws {
        try await withScratch { folder in
            let workshop = try Workshop(folder)
            let outcome = try await ImageAssembler(cache: workshop.cache, options: workshop.options)
                .assemble(workshop.plan([Self.config]), parts: workshop.parts, into: workshop.out)
            guard case .staged(let staged) = consume outcome else {
                Issue.record("nothing was staged")
                return
            }
            var isLocked = false
            _ = try staged.publish { image in
                #expect(try FileStatus(path: image.folder + "/SHA256SUMS").kind == .regular)
                isLocked = try FileLock.take(workshop.out + "/.kimage.lock", .exclusive) == nil
            }
            #expect(isLocked)
            #expect(try FileLock.take(workshop.out + "/.kimage.lock", .exclusive) != nil)
        }
    }

    @Test func anImageWithoutABaseOfItsOwn() async throws {
        try await withScratch { folder in
            var workshop = try Workshop(folder)
            workshop.parts = ImageParts(kernel: workshop.parts.kernel, initrd: nil, root: nil)
            _ = try await workshop.build(workshop.plan([.test([.file("/init", "#!/bin/sh\n", mode: 0o755)])]))
            #expect(try workshop.unpacked().verdict.unpacksWhole)
            let bare = try await workshop.build(workshop.plan([], name: "bare"))
            #expect(try FileStatus.ifExists(path: bare.folder + "/initrd.img") == nil)
        }
    }
}
