import Machine
import Testing

@testable import Artifacts

/// Images of registries as archives that nodes load. Needs skopeo, except for the addresses.
@Suite struct ImageArchiveTests {
    typealias Fixture = ImageFixture

    private static let hasSkopeo: Bool = {
        let path = Environment.current().variables["PATH"] ?? ""
        return path.split(separator: ":").contains { (try? FileStatus(path: "\($0)/skopeo")) != nil }
    }()

    private func tar(_ name: String) -> [UInt8] {
        // More behind gzip than in front of it, several times.
        let zeros = String(repeating: "\0", count: 100_000)
        return Fixture.tar([
            Fixture.folder("etc"), Fixture.item("etc/name", .file, name), Fixture.item("zeros", .file, zeros),
        ])
    }

    private func resolver(
        _ folder: String, _ registry: RegistryServer, cache: String = "cache",
        access: RegistryAccess = RegistryAccess(), report: @escaping @Sendable (FetchEvent) -> Void = { _ in }
    ) throws -> Resolver {
        var access = access
        access.insecure.insert(registry.host)
        let fetcher = SourceFetcher(
            archivedImage: ImageArchiveFetcher(environment: registry.environment, access: access))
        return Resolver(store: try Store(folder: "\(folder)/\(cache)"), fetcher: fetcher, report: report)
    }

    private func request(_ name: String, architecture: String = "x86_64") -> ArtifactRequest {
        ArtifactRequest(
            role: "image:\(name)", source: "docker://\(name)", architecture: architecture, fileName: "",
            place: "recipes/x.toml:5:12")
    }

    @Test(arguments: [
        ("busybox:1", "docker.io/library/busybox:1"), ("team/x:1", "docker.io/team/x:1"),
        ("index.docker.io/busybox:1", "docker.io/library/busybox:1"),
        ("localhost/x:1", "localhost/x:1"), ("10.0.0.1:5000/x:1", "10.0.0.1:5000/x:1"),
        ("quay.io/a/b/c:v1", "quay.io/a/b/c:v1"),
    ])
    func namesAreWhatLoadersMakeOfThem(_ short: String, _ full: String) throws {
        let image = try #require(try ArchivedImage("docker://\(short)"))
        #expect(image.text == "docker://\(full)")
        #expect(try SourceAddress("docker://\(short)").publicText == "docker://\(full)")
    }

    @Test(arguments: ["docker://", "docker://x", "docker://a b:1", "docker://x@sha256:00", "docker:///x:1"])
    func whatIsNoImage(_ text: String) {
        #expect(failure(ArtifactFailure.self) { _ = try SourceAddress(text) }?.code == .invalidSource)
    }

    @Test(.enabled(if: hasSkopeo)) func anArchiveIsTheSameEverywhere() async throws {
        var digests: Set<String> = []
        var names: [[String]] = []
        for _ in 0..<2 {
            try await withScratch { folder async throws in
                let fixture = try ImageFixture("\(folder)/image")
                // The third layer is the first one again.
                let layers = [tar("one"), Fixture.tar([Fixture.item("x", .file, "x")]), tar("one")]
                let digest = try await fixture.image(layers, packing: .zstd)
                try await RegistryServer.with(folder) { registry async throws in
                    try registry.tag("v1", digest)
                    let name = "\(registry.host)/team/x:v1"
                    let result = try await resolver(folder, registry).resolve(
                        [request(name)], lock: nil, mode: .addMissing)
                    let artifact = try #require(result.artifacts.first)
                    let bytes = try Descriptor.contents(of: artifact.path, limit: 1 << 20)
                    let listing = try await Fixture.listing(artifact.path)
                    names.append(listing.map { String($0.prefix { $0 != " " }) })
                    #expect(listing.allSatisfy { $0.contains(" file 0644 0 0 ") })
                    // The port of the registry is in the name.
                    let text = String(decoding: bytes, as: UTF8.self)
                    #expect(text.contains("\"RepoTags\":[\"\(name)\"]"))
                    digests.insert(
                        ContentHasher.digest(Array(text.replacing(registry.host, with: "h").utf8)).hex)
                }
            }
        }
        #expect(digests.count == 1)
        // zstd is for nobody's Docker of old: the layers are unpacked, each once, the configuration before them.
        #expect(names[0] == names[1])
        #expect(names[0].count == 4)
        #expect(names[0].last == "manifest.json" && names[0][0].hasSuffix(".json"))
        #expect(names[0][1...2].allSatisfy { $0.hasSuffix(".tar") })
    }

    @Test(.enabled(if: hasSkopeo)) func aTagIsPinnedByItsManifest() async throws {
        try await withScratch { folder async throws in
            let fixture = try ImageFixture("\(folder)/image")
            let amd64 = try await fixture.image([tar("one")], packing: .gzip)
            let arm64 = try await fixture.image([tar("arm")], packing: .gzip, architecture: "arm64")
            let index = try fixture.index([("arm64", arm64), ("amd64", amd64)])
            let newer = try await fixture.image([tar("two")], packing: .gzip)
            try await RegistryServer.with(folder) { registry async throws in
                try registry.tag("stable", index)
                let name = "\(registry.host)/team/base:stable"
                let resolver = try resolver(folder, registry)
                let result = try await resolver.resolve([request(name)], lock: nil, mode: .addMissing)
                let entry = try #require(result.lock.entries.first)
                #expect(entry.role == "image:\(name)" && entry.source == "docker://\(name)")
                #expect(entry.url == "docker://\(name)@sha256:\(amd64)")
                #expect(entry.verified == .firstUse)
                #expect(try LockFile(bytes: Array(result.lock.text.utf8), file: "x") == result.lock)
                // What stays behind gzip stays as the registry has it.
                let path = try #require(result.artifacts.first).path
                let layer = try await Fixture.listing(path)[1]
                #expect(
                    layer.hasPrefix(
                        "\(ContentHasher.digest(try await Self.gzip(tar("one"), folder))).tar.gz "))
                // skopeo, whose reader is podman's, reads it and finds the same layers.
                _ = try await Tool.run(
                    ToolCommand(
                        "skopeo",
                        [
                            "--insecure-policy", "copy", "docker-archive:\(path):\(name)",
                            "dir:\(folder)/copied",
                        ]))
                #expect(
                    try names(in: "\(folder)/copied").contains(
                        ContentHasher.digest(tar("one")).hex))
                // The tag moves; whoever has the lock has the old image, also without the network.
                try registry.tag("stable", newer)
                let before = try registry.requests().count
                let offline = try await resolver.resolve([request(name)], lock: result.lock, mode: .offline)
                #expect(offline.artifacts.first?.path == path)
                #expect(try registry.requests().count == before)
                // Fetched anew it is the same to the byte, or it would be refused.
                try Directory.removeTree(path)
                let again = try await resolver.resolve([request(name)], lock: result.lock, mode: .locked)
                #expect(again.artifacts.first?.digest == entry.sha256)
                #expect(again.changes.isEmpty)
                try Directory.removeTree(path)
                let gone = await failure(ArtifactFailure.self) {
                    _ = try await resolver.resolve([request(name)], lock: result.lock, mode: .offline)
                }
                #expect(gone?.code == .offline)
                let updated = try await resolver.resolve(
                    [request(name)], lock: result.lock, mode: .update(roles: ["image:\(name)"]))
                #expect(updated.lock.entries.first?.url == "docker://\(name)@sha256:\(newer)")
                let unlocked = await failure(ArtifactFailure.self) {
                    _ = try await resolver.resolve([request(name)], lock: nil, mode: .locked)
                }
                #expect(
                    unlocked?.description.hasPrefix("recipes/x.toml:5:12: image:\(name) is not in the lock")
                        == true)
                // A digest in the recipe is the recipe's word, and the architecture chooses in an index.
                let pinned = try await resolver.resolve(
                    [request("\(name)@sha256:\(index)", architecture: "aarch64")], lock: nil,
                    mode: .addMissing)
                #expect(pinned.lock.entries.first?.url == "docker://\(name)@sha256:\(arm64)")
                #expect(pinned.lock.entries.first?.verified == .recipe)
            }
        }
    }

    private static func gzip(_ bytes: [UInt8], _ folder: String) async throws -> [UInt8] {
        try await ImageFixture.pack(bytes, .gzip, "\(folder)/pack")
    }

    @Test(.enabled(if: hasSkopeo)) func mirrorsAreAskedFirst() async throws {
        try await withScratch { folder async throws in
            let fixture = try ImageFixture("\(folder)/image")
            let digest = try await fixture.image([tar("one")], packing: .gzip)
            try await RegistryServer.with(folder) { registry async throws in
                try registry.tag("v1", digest)
                var access = RegistryAccess()
                // The first one does not answer, the second has it; registry.invalid is never asked (RFC 6761).
                access.mirrors = [
                    "registry.invalid": [
                        "http://127.0.0.1:1", "http://\(registry.host)/", "http://127.0.0.1:2",
                    ]
                ]
                let events = Events()
                let resolver = try resolver(folder, registry, access: access) { events.append($0) }
                let name = "registry.invalid/team/x:v1"
                let result = try await resolver.resolve([request(name)], lock: nil, mode: .addMissing)
                #expect(result.lock.entries.first?.url == "docker://\(name)@sha256:\(digest)")
                let passedOver = events.all.compactMap { event in
                    if case .passedOver(_, let reason) = event { reason } else { nil }
                }
                #expect(passedOver.count == 1)
                #expect(passedOver.first?.contains("127.0.0.1:1/team/x:v1 cannot be fetched") == true)
                // With a mirror's path, or for every registry, there is nothing that skopeo could be told.
                #expect(access.endpoints(for: "x").map(\.host) == ["x"])
                access.mirrors = ["x": ["https://m/prefix", "https://n/v2/"], "*": ["http://o"]]
                #expect(access.endpoints(for: "x").map(\.host) == ["n", "x"])
                #expect(access.endpoints(for: "x").map(\.isVerified) == [true, true])
            }
        }
    }

    @Test(.enabled(if: hasSkopeo)) func whatCannotBeHadIsToldWithItsPlace() async throws {
        try await withScratch { folder async throws in
            let fixture = try ImageFixture("\(folder)/image")
            let digest = try await fixture.image([tar("one")], packing: .gzip)
            try await RegistryServer.with(folder) { registry async throws in
                let resolver = try resolver(folder, registry)
                func found(_ name: String) async -> ArtifactFailure? {
                    await failure(ArtifactFailure.self) {
                        _ = try await resolver.resolve([request(name)], lock: nil, mode: .addMissing)
                    }
                }
                try registry.tag("t", digest)
                let missing = await found("\(registry.host)/x:none")
                #expect(missing?.code == .notFound && missing?.category == .unavailable)
                #expect(
                    missing?.description.hasPrefix(
                        "recipes/x.toml:5:12: \(registry.host)/x:none is not there") == true)
                #expect(await found("\(registry.host)/private/x:t")?.code == .refused)
                let away = await found("127.0.0.1:1/x:t")
                #expect(away?.code == .unreachable && away?.category == .unavailable)
                let wrong = request("\(registry.host)/x:t", architecture: "aarch64")
                let other = await failure(ArtifactFailure.self) {
                    _ = try await resolver.resolve([wrong], lock: nil, mode: .addMissing)
                }
                #expect(other?.code == .image)
                #expect(other?.message.contains("it is for linux/amd64, wanted is linux/arm64") == true)
                #expect(try names(in: "\(folder)/cache/tmp").isEmpty)
                // A layer that is not what the configuration says.
                let bad = try fixture.manifest(
                    fixture.descriptor(
                        try fixture.blob(
                            Array(
                                "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"diff_ids\":[\"sha256:\(String(repeating: "0", count: 64))\"]}}"
                                    .utf8)), "application/vnd.oci.image.config.v1+json"),
                    [
                        fixture.descriptor(
                            try fixture.blob(tar("one")), "application/vnd.oci.image.layer.v1.tar")
                    ])
                try registry.tag("bad", bad)
                #expect(await found("\(registry.host)/x:bad")?.code == .mismatch)
                #expect(try names(in: "\(folder)/cache/tmp").isEmpty)
            }
        }
    }

    private static let hasOpenSSL: Bool = {
        let path = Environment.current().variables["PATH"] ?? ""
        return path.split(separator: ":").contains { (try? FileStatus(path: "\($0)/openssl")) != nil }
    }()

    @Test(.enabled(if: hasSkopeo && hasOpenSSL)) func certificatesAndPasswordsOfTheRecipeCount() async throws
    {
        try await withScratch { folder async throws in
            _ = try await Tool.run(
                ToolCommand(
                    "openssl",
                    [
                        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                        "-days",
                        "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout",
                        "\(folder)/key.pem", "-out", "\(folder)/cert.pem",
                    ]))
            let certificate = try contents("\(folder)/cert.pem")
            try write(certificate + (try contents("\(folder)/key.pem")), to: "\(folder)/both.pem")
            let fixture = try ImageFixture("\(folder)/image")
            let digest = try await fixture.image([tar("one")], packing: .gzip)
            let login = "bGFiOmdlaGVpbQ=="
            try await RegistryServer.with(folder, login: login, certificate: "\(folder)/both.pem") {
                registry async throws in
                try registry.tag("v1", digest)
                var access = RegistryAccess()
                access.mirrors = ["registry.invalid": ["https://\(registry.host)"]]
                let events = Events()
                func found(_ name: String) async throws -> Resolution {
                    let fetcher = SourceFetcher(
                        archivedImage: ImageArchiveFetcher(environment: registry.environment, access: access))
                    return try await Resolver(
                        store: try Store(folder: "\(folder)/cache"), fetcher: fetcher,
                        report: { events.append($0) }
                    ).resolve([request(name)], lock: nil, mode: .addMissing)
                }
                let name = "registry.invalid/team/x:v1"
                func refusal() async -> ArtifactFailure? {
                    await failure(ArtifactFailure.self) { _ = try await found(name) }
                }
                #expect(await refusal()?.message.contains("certificate") == true)
                access.authority = Array(certificate.utf8)
                #expect(await refusal()?.message.contains("is not given to us") == true)
                access.logins = [registry.host: RegistryAccess.Login(user: "lab", password: "falsch1")]
                let wrong = await refusal()
                #expect(wrong?.category == .unavailable)
                access.logins = [registry.host: RegistryAccess.Login(user: "lab", password: "geheim")]
                #expect(try await found(name).lock.entries.first?.url == "docker://\(name)@sha256:\(digest)")
                // Nothing that was shown or left behind has a password.
                let shown = "\(events.all)\(wrong?.description ?? "")"
                #expect(["geheim", "falsch1", login].allSatisfy { !shown.contains($0) })
                #expect(shown.contains("--authfile"))
                #expect(try names(in: "\(folder)/cache/tmp").isEmpty)
            }
        }
    }
}
