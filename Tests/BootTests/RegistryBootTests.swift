import FoundationEssentials
import TestSupport
import Testing

/// A real Docker in a booted Debian and two real registries: the upstream, and the mirror with the very configuration
/// that the build wrote. The guests reach this machine's loopback at 10.0.2.2.
@Suite(
    "RegistryBootTests", .serialized, .enabled(if: Bases.folder != nil, "make test-boot makes the bases"),
    .enabled(
        if: ChildProgram.exists("docker-registry", "skopeo", "sha256sum"),
        "needs Debian's docker-registry and skopeo"))
struct RegistryBootTests {
    private let image: BootedImage
    private var scratch: Scratch { image.scratch }
    /// For what Docker holds beside the system: the image, its layers, what it unpacks meanwhile.
    private static let forDocker = 256

    /// What is looked at of report.json.
    private struct Report: Decodable {
        struct Part: Decodable {
            let name: String
            let bytes: Int
            let unpacked_bytes: Int?
        }
        let parts: [Part]
        let notes: [String]
    }

    init() throws {
        image = try BootedImage()
    }

    /// recipes/debian.toml without what this test does not need.
    private func write(_ name: String, _ text: String) throws -> String {
        try scratch.write(
            "\(name).toml",
            """
            name = "\(name)"

            [base]
            os = "debian"

            [kernel]
            cmdline = ["console=ttyS0,115200", "panic=10"]

            [[overlay]]
            source = "\(PackageRoot.find())/overlays/debian-report"

            \(text)

            """)
    }

    /// One boot that pulls the image; what the guest said.
    private func pull(_ memory: Int) throws -> String {
        let result = try image.run("pull", expect: "debian: ready", memory: memory, timeout: 900)
        #expect(result.status == 0, "\(result.output.suffix(3000))")
        let said = "debian: pulled \(RegistryImage.name) "
        let lines = result.output.split(whereSeparator: \.isNewline).filter { $0.hasPrefix(said) }
        // `docker pull -q` says the name of what it has pulled, and nothing else where it has.
        #expect(lines == ["\(said)\(RegistryImage.name)"], "\(result.output.suffix(3000))")
        return result.output
    }

    @Test(
        "a node pulls from Docker Hub's name through the mirror, and goes on doing so when the upstream is gone"
    )
    func throughTheMirror() throws {
        let (upstreamPort, mirrorPort) = (try LoopbackPort.free(), try LoopbackPort.free())
        let address = "10.0.2.2:\(mirrorPort)"
        let recipe = try write(
            "pull",
            """
            [[file]]
            path = "/etc/kimage-pull"
            contents = "\(RegistryImage.name)\\n"

            [registry]
            mirrors = { "docker.io" = ["http://\(address)"] }
            insecure = ["\(address)"]
            """)
        let memory = try image.build(recipe, base: "debian-docker") + Self.forDocker
        try RegistryImage.write(in: scratch.path)
        try scratch.write(
            "upstream.yml",
            """
            version: 0.1
            storage: {filesystem: {rootdirectory: \(scratch.path)/upstream}}
            http: {addr: "127.0.0.1:\(upstreamPort)"}

            """)
        let upstream = try RegistryProcess(
            configuration: scratch.path + "/upstream.yml", port: upstreamPort,
            log: scratch.path + "/upstream.log")
        try RegistryImage.push(from: scratch.path, to: upstreamPort)
        // As the build wrote it, but for what is this machine's own: the upstream in Docker Hub's place, a folder that
        // needs no root, and the loopback alone.
        let mirror = try RegistryProcess(
            configuration: scratch.path + "/out/pull/servers/registry/docker.io.yml",
            environment: [
                "REGISTRY_PROXY_REMOTEURL=http://127.0.0.1:\(upstreamPort)",
                "REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY=\(scratch.path)/mirror",
                "REGISTRY_HTTP_ADDR=127.0.0.1:\(mirrorPort)",
            ], port: mirrorPort, log: scratch.path + "/mirror.log")
        #expect(try mirror.answered("docker/").isEmpty)

        let said = try pull(memory)
        #expect(said.contains("\"registry-mirrors\": [\"http://\(address)\"]"), "\(said.suffix(3000))")
        let first = try mirror.answered("docker/")
        #expect(first.contains { $0.hasPrefix("/v2/library/kbox/manifests/") }, "\(first)")
        #expect(first.contains { $0.hasPrefix("/v2/library/kbox/blobs/sha256:") }, "\(first)")

        try upstream.stop()
        _ = try pull(memory)
        let second = try mirror.answered("docker/").dropFirst(first.count)
        #expect(second.contains { $0.hasPrefix("/v2/library/kbox/manifests/") }, "\(second)")
        #expect(second.contains { $0.hasPrefix("/v2/library/kbox/blobs/sha256:") }, "\(second)")
        try mirror.stop()
    }

    @Test(
        "an image that is preloaded runs on a node that reaches no registry, and its price is in the report")
    func preloaded() throws {
        try RegistryImage.write(in: scratch.path)
        let recipe = try write(
            "preload",
            """
            [cloud-config]
            runcmd = [
                "systemctl start kimage-images",
                "docker run --rm \(RegistryImage.name) 2>&1 | sed 's/^/preloaded: /' >/dev/console",
                "echo preload-done >/dev/console",
            ]

            [registry]
            preload = [{ image = "\(RegistryImage.name)", archive = "kbox.tar" }]
            """)
        let memory = try image.build(recipe, base: "debian-docker") + Self.forDocker
        let report = try JSONDecoder().decode(
            Report.self, from: try #require(scratch.read("out/preload/report.json")))
        let images = try #require(report.parts.first { $0.name == "images" })
        let archive = try readFile(scratch.path + "/kbox.tar").count
        #expect((images.unpacked_bytes ?? 0) >= archive)
        #expect((1..<archive).contains(images.bytes), "\(images)")
        #expect(report.notes.contains { $0.hasPrefix("1 container image ") }, "\(report.notes)")
        // Without --network: the guest has no card at all.
        let result = try Command.kimage(
            [
                "run", "out/preload", "--expect", "preload-done", "--memory", "\(memory)", "--timeout", "900",
                "--append", "panic=-1",
            ], in: scratch.path)
        #expect(result.status == 0, "\(result.output.suffix(3000))")
        let lines = result.output.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("preloaded: ") }
        #expect(lines == ["preloaded: kbox runs"], "\(result.output.suffix(3000))")
    }
}
