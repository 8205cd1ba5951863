import FoundationEssentials
import TestSupport
import Testing

/// A real container runtime in a booted Debian and two real registries: the upstream, and the mirror with the very
/// configuration that the build wrote. The guests reach this machine's loopback at 10.0.2.2.
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
        struct Image: Decodable {
            let loader: String
            let archive_bytes: Int
            let unpacked_bytes: Int
        }
        let parts: [Part]
        let images: [Image]
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

    /// One boot that pulls the image and runs it; what the guest said.
    private func pull(_ runtime: GuestRuntime, _ memory: Int) throws -> String {
        let result = try image.run("pull", expect: "debian: ready", memory: memory, timeout: 900)
        #expect(result.status == 0, "\(result.output.suffix(3000))")
        let lines = result.output.split(whereSeparator: \.isNewline)
        func said(_ word: String) -> [Substring] {
            let prefix = "debian: \(word) \(RegistryImage.name) "
            return lines.filter { $0.hasPrefix(prefix) }.map { $0.dropFirst(prefix.utf8.count) }
        }
        // The name or the digest of what has been pulled, and nothing else where it has.
        let pulled = said("pulled")
        #expect(pulled.count == 1 && pulled.allSatisfy(runtime.isPulled), "\(result.output.suffix(3000))")
        #expect(said("ran") == ["kbox runs"], "\(result.output.suffix(3000))")
        return result.output
    }

    @Test(
        "a node pulls from Docker Hub's name through the mirror and runs what it got, also when the upstream is gone",
        arguments: Bases.isFull ? GuestRuntime.all : [.docker])
    func throughTheMirror(_ runtime: GuestRuntime) throws {
        let (upstreamPort, mirrorPort) = (try LoopbackPort.free(), try LoopbackPort.free())
        let address = "10.0.2.2:\(mirrorPort)"
        let recipe = try write(
            "pull",
            """
            [[overlay]]
            source = "\(PackageRoot.find())/overlays/cri-client"

            [[file]]
            path = "/etc/kimage-pull"
            contents = "\(RegistryImage.name)\\n"

            [registry]
            \(runtime.recipe)
            mirrors = { "docker.io" = ["http://\(address)"] }
            insecure = ["\(address)"]
            """)
        let memory = try image.build(recipe, base: runtime.base) + Self.forDocker
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
        #expect(try mirror.answered(runtime.client).isEmpty)

        let said = try pull(runtime, memory)
        for line in runtime.written(address) { #expect(said.contains(line), "\(line) \(said.suffix(3000))") }
        for path in runtime.unwritten { #expect(!said.contains("debian: mirror \(path)"), "\(path)") }
        let first = try mirror.answered(runtime.client)
        #expect(first.contains { $0.hasPrefix("/v2/library/kbox/manifests/") }, "\(first)")
        #expect(first.contains { $0.hasPrefix("/v2/library/kbox/blobs/sha256:") }, "\(first)")

        try upstream.stop()
        _ = try pull(runtime, memory)
        let second = try mirror.answered(runtime.client).dropFirst(first.count)
        #expect(second.contains { $0.hasPrefix("/v2/library/kbox/manifests/") }, "\(second)")
        #expect(second.contains { $0.hasPrefix("/v2/library/kbox/blobs/sha256:") }, "\(second)")
        try mirror.stop()
    }

    @Test(
        "images that are preloaded, fetched or as archives, run on a node that reaches no registry; files have capabilities",
        .enabled(if: Bases.isFull)
    )
    func preloaded() throws {
        try RegistryImage.write(in: scratch.path)
        let port = try LoopbackPort.free()
        let fetched = "127.0.0.1:\(port)/library/kbox:v1"
        try scratch.write(
            "registry.yml",
            """
            version: 0.1
            storage: {filesystem: {rootdirectory: \(scratch.path)/registry}}
            http: {addr: "127.0.0.1:\(port)"}

            """)
        let registry = try RegistryProcess(
            configuration: scratch.path + "/registry.yml", port: port, log: scratch.path + "/registry.log")
        try RegistryImage.push(from: scratch.path, to: port)
        let recipe = try write(
            "preload",
            """
            [[file]]
            path = "/usr/local/bin/probe"
            contents = "probe"
            mode = "0755"
            capabilities = "cap_net_admin,cap_net_raw=ep"

            [cloud-config]
            runcmd = [
                "systemctl start kimage-images",
                "docker run --rm \(fetched) 2>&1 | sed 's/^/fetched: /' >/dev/console",
                "docker run --rm \(RegistryImage.name) 2>&1 | sed 's/^/preloaded: /' >/dev/console",
                "getcap /usr/local/bin/probe | sed 's/^/capabilities: /' >/dev/console",
                "ls -A /var/lib/kimage/images | sed 's/^/left: /' >/dev/console",
                "echo preload-done >/dev/console",
            ]

            [registry]
            insecure = ["127.0.0.1:\(port)"]
            preload = ["\(fetched)", { image = "\(RegistryImage.name)", archive = "kbox.tar" }]
            """)
        let memory = try image.build(recipe, base: "debian-docker") + Self.forDocker
        try registry.stop()
        let report = try JSONDecoder().decode(
            Report.self, from: try #require(scratch.read("out/preload/report.json")))
        let images = try #require(report.parts.first { $0.name == "images" })
        let archive = try readFile(scratch.path + "/kbox.tar").count
        #expect((images.unpacked_bytes ?? 0) >= archive)
        #expect((1..<archive * 2).contains(images.bytes), "\(images)")
        let prices = try #require(report.images.count == 2 ? report.images : nil)
        #expect(prices.map(\.loader) == ["docker load", "docker load"])
        // Behind gzip, as the registry has it; what both unpack to is the same.
        #expect(prices[0].archive_bytes < prices[1].archive_bytes && prices[1].archive_bytes == archive)
        #expect(prices[0].unpacked_bytes == prices[1].unpacked_bytes && prices[0].unpacked_bytes > 1 << 20)
        // Without --network: the guest has no card at all.
        let result = try Command.kimage(
            [
                "run", "out/preload", "--expect", "preload-done", "--memory", "\(memory)", "--timeout", "900",
                "--append", "panic=-1",
            ], in: scratch.path)
        #expect(result.status == 0, "\(result.output.suffix(3000))")
        let lines = result.output.split(whereSeparator: \.isNewline).filter { line in
            ["fetched: ", "preloaded: ", "capabilities: ", "left: "].contains { line.hasPrefix($0) }
        }
        #expect(
            lines == [
                "fetched: kbox runs", "preloaded: kbox runs",
                "capabilities: /usr/local/bin/probe cap_net_admin,cap_net_raw=ep",
            ], "\(result.output.suffix(3000))")
    }
}
