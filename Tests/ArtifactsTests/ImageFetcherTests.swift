import Machine
import Testing

@testable import Artifacts

@Suite struct ImageFetcherTests {
    typealias Fixture = ImageFixture

    @Test func namesAreBytes() async throws {
        try await withScratch { folder async throws in
            let long =
                Array("d\u{e9}/".utf8) + Array(repeating: UInt8(ascii: "n"), count: 120) + [0xff, 0xfe]
            var item = Fixture.item("x", .file, "x", attributes: ["user.a": "b"])
            item.entry.path = long
            var short = item
            short.entry.path = [0x63, 0xff]
            let fixture = try ImageFixture("\(folder)/image")
            try fixture.tag(try await fixture.image([Fixture.tar([item, short])]), "t")
            let fetched = try await Fixture.fetch(folder)
            let file = try Descriptor(open: try Store(folder: "\(folder)/cache").path(of: fetched.digest))
            var reader = TarReader(size: try file.status().size)
            var paths: [[UInt8]] = []
            while let entry = try reader.next(file) { paths.append(entry.path) }
            #expect(paths == [[0x63, 0xff], Array("d\u{e9}/".utf8), long])
        }
    }

    @Test func theSameImageIsTheSameTar() async throws {
        let layers = [
            [
                Fixture.folder("b"), Fixture.item("b/x", .file, "x"),
                Fixture.item("a", .file, "a", attributes: ["user.b": "2", "user.a": "1"]),
            ],
            [Fixture.item("c", .hardLink(Array("a".utf8)))],
        ]
        var digests: Set<String> = []
        for packing in [Fixture.Packing.none, .gzip, .zstd] {
            try await withScratch { folder async throws in
                let fixture = try ImageFixture("\(folder)/image")
                try fixture.tag(
                    try await fixture.image(layers.map { Fixture.tar($0) }, packing: packing), "t")
                digests.insert(try await Fixture.fetch(folder).digest.hex)
            }
        }
        // Lock files have this digest: whatever changes it makes them useless.
        #expect(digests == ["fd59b943800750a0e53595aeb9bf7c6510f672f011b2534817c6d2bc61f5e97c"])
    }

    @Test func theRightImageIsChosen() async throws {
        try await withScratch { folder async throws in
            let fixture = try ImageFixture("\(folder)/image")
            func tar(_ name: String) -> [UInt8] { Fixture.tar([Fixture.item(name, .file, name)]) }
            let amd64 = try await fixture.image([tar("amd64")])
            let arm64 = try await fixture.image([tar("arm64")], architecture: "arm64")
            let other = try await fixture.image([tar("other")])
            let index = try fixture.index([("arm64", arm64), ("amd64", amd64)])
            try fixture.tag(try fixture.index([("amd64", index), ("arm64", index)]), "multi", kind: "index")
            try fixture.tag(other, "other")
            try fixture.tag(arm64, "arm")
            func found(_ reference: String, _ architecture: String) async throws -> String {
                let fetched = try await Fixture.fetch(folder, reference, architecture: architecture)
                let path = try Store(folder: "\(folder)/cache").path(of: fetched.digest)
                return try await Fixture.listing(path)[0].split(separator: " ").first.map(String.init) ?? "-"
            }
            #expect(try await found(":multi", "x86_64") == "amd64")
            #expect(try await found(":multi", "aarch64") == "arm64")
            #expect(try await found(":other", "x86_64") == "other")
            #expect(try await found("@sha256:\(index)", "aarch64") == "arm64")
            #expect(try await found(":other@sha256:\(amd64)", "x86_64") == "amd64")
            for (reference, architecture, words) in [
                (":arm", "x86_64", "it is for linux/arm64, wanted is linux/amd64"),
                (":multi", "riscv64", "there is none for linux/riscv64, only linux/amd64, linux/arm64"),
                (":none", "x86_64", "the folder has no image none, it has arm, multi, other"),
                ("", "x86_64", "the folder has 3 images; name one by its tag"),
            ] {
                let failed = await failure(ArtifactFailure.self) {
                    _ = try await Fixture.fetch(folder, reference, architecture: architecture)
                }
                #expect(failed?.code == .image)
                #expect(failed?.message.contains(words) == true, "\(failed?.message ?? "-")")
            }
        }
    }

    @Test func whatIsDamagedIsRefused() async throws {
        try await withScratch { folder async throws in
            let fixture = try ImageFixture("\(folder)/image")
            let tar = Fixture.tar([Fixture.item("a", .file, "contents")])
            let digest = try await fixture.image([tar], packing: .gzip)
            try fixture.tag(digest, "t")
            _ = try await Fixture.fetch(folder)
            let packed = try await ImageFixture.pack(tar, .gzip, "\(folder)/x")
            let blob = "\(folder)/image/blobs/sha256/\(ContentHasher.digest(packed))"
            var flipped = packed
            flipped[packed.count / 2] ^= 1
            func code() async -> ArtifactFailure.Code? {
                await failure(ArtifactFailure.self) { _ = try await Fixture.fetch(folder) }?.code
            }
            for (wrong, expected) in [
                (flipped, ArtifactFailure.Code.mismatch), (packed + [0], .image),
                (Array(packed.dropLast()), .image),
                ([], .image),
            ] {
                try AtomicFile.write(wrong, to: blob)
                #expect(await code() == expected)
            }
            try Directory.removeTree(blob)
            #expect(
                await failure(MachineFailure.self) { _ = try await Fixture.fetch(folder) }?.category
                    == .missingInput)
            try AtomicFile.write(packed, to: blob)
            _ = try await Fixture.fetch(folder)
            let manifest = "\(folder)/image/blobs/sha256/\(digest)"
            try AtomicFile.write(try Descriptor.contents(of: manifest, limit: 1 << 20) + [0x20], to: manifest)
            #expect(await code() == .mismatch)
            #expect(try names(in: "\(folder)/cache/tmp").isEmpty)
        }
    }

    @Test func manifestsThatLieAreRefused() async throws {
        try await withScratch { folder async throws in
            let fixture = try ImageFixture("\(folder)/image")
            let tar = Fixture.tar([Fixture.item("a", .file, "contents")])
            let digest = try fixture.blob(tar)
            let wrongTar = try fixture.blob(
                Array(
                    "{\"architecture\": \"amd64\", \"os\": \"linux\", \"rootfs\": {\"diff_ids\": [\"sha256:\(SHA256Digest.zero)\"]}}"
                        .utf8))
            let noLayers = try fixture.blob(
                Array("{\"architecture\": \"amd64\", \"os\": \"linux\", \"rootfs\": {\"diff_ids\": []}}".utf8)
            )
            let gzip = try fixture.blob(try await ImageFixture.pack(tar, .gzip, "\(folder)/x"))
            let cutGzip = try fixture.blob(
                Array(try await ImageFixture.pack(tar, .gzip, "\(folder)/x").dropLast(9)))
            let kind = "application/vnd.oci.image.config.v1+json"
            let layer = "application/vnd.oci.image.layer.v1.tar"
            let plain = try fixture.descriptor(digest, layer)
            for (number, (manifest, words)) in [
                (
                    try fixture.manifest(fixture.descriptor(wrongTar, kind), [plain]),
                    "is not what was promised"
                ),
                (
                    try fixture.manifest(
                        fixture.descriptor(wrongTar, kind), [fixture.descriptor(gzip, layer)]),
                    "is not what was promised"
                ),
                (
                    try fixture.manifest(
                        fixture.descriptor(wrongTar, kind), [fixture.descriptor(cutGzip, layer)]),
                    "cannot be unpacked: gzip:"
                ),
                (
                    try fixture.manifest(fixture.descriptor(noLayers, kind), [plain]),
                    "the manifest has 1 layers, the configuration 0"
                ),
                (
                    try fixture.manifest(
                        fixture.descriptor(noLayers, "application/vnd.cncf.helm.config.v1+json"), []),
                    "no image with a root tree"
                ),
                (
                    try fixture.manifest(
                        fixture.descriptor(wrongTar, kind), [fixture.descriptor(digest, layer + "+encrypted")]
                    ), "is encrypted"
                ),
                (try fixture.manifest(plain, [plain]), "no image with a root tree"),
                (try fixture.blob(Array("{\"schemaVersion\": 1}".utf8)), "schema 1"),
                (try fixture.blob(Array("{}".utf8)), "not JSON of the form"),
                (try fixture.blob([]), "not JSON"),
                (try fixture.blob(Array("{\"schemaVersion\": 2}".utf8)), "has no layers"),
            ].enumerated() {
                try fixture.tag(manifest, "v\(number)")
                let found = await failure(ArtifactFailure.self) {
                    _ = try await Fixture.fetch(folder, ":v\(number)")
                }
                #expect(found?.message.contains(words) == true, "\(words): \(found?.message ?? "-")")
            }
        }
    }

    @Test func bombsAreRefused() async throws {
        let layer = [Fixture.item("zeros", .file, String(repeating: "\0", count: 3 << 20))]
        for packing in [Fixture.Packing.none, .gzip, .zstd] {
            let found = await failure(ArtifactFailure.self) {
                _ = try await Fixture.flatten([layer], packing: packing, sizeLimit: 1 << 20)
            }
            #expect(found?.code == .tooLarge)
        }
    }
}

extension SHA256Digest {
    /// No contents have it.
    fileprivate static var zero: String { String(repeating: "0", count: 64) }
}
