import FoundationEssentials
import Laboratory
import Servers
import Synchronization
import TestSupport
import Testing

/// Servers that come late or go away, and images that are not the ones that were built.
@Suite("RootFailureTests", .serialized, .enabled(if: Bases.isFull, "make test-boot makes the bases"))
struct RootFailureTests {
    private let image: BootedImage
    private var scratch: Scratch { image.scratch }

    init() throws {
        image = try BootedImage()
    }

    /// Reads the whole root from its server again and again, and says after each time what it was.
    private static let reader = """
        #!/bin/sh
        PATH=/usr/sbin:/usr/bin:/sbin:/bin
        for round in 1 2 3; do
            echo 3 >/proc/sys/vm/drop_caches
            sum=$(find /usr/lib /usr/bin -xdev -type f | sort | xargs sha256sum 2>&1 | sha256sum | cut -c 1-16)
            printf '\\nreader: round %s %s\\n' $round "$sum" >/dev/console
        done
        printf '\\nreader: done\\n' >/dev/console

        """

    private static let unit = """
        [Unit]
        Description=reads the root
        After=network.target

        [Service]
        Type=exec
        ExecStart=/bin/sh /etc/kimage-reader

        [Install]
        WantedBy=multi-user.target

        """

    /// An image of Debian that reads its root; its folder and the estimate.
    private func build(_ type: String) throws -> (folder: String, memory: Int) {
        _ = try scratch.write("reader.sh", Self.reader)
        _ = try scratch.write("reader.service", Self.unit)
        let recipe = try scratch.write(
            "lost.toml",
            """
            name = "lost"

            [base]
            os = "debian"

            [kernel]
            cmdline = ["console=ttyS0,115200"]

            [[file]]
            path = "/etc/kimage-reader"
            source = "reader.sh"

            [[file]]
            path = "/etc/systemd/system/kimage-reader.service"
            source = "reader.service"

            [[link]]
            path = "/etc/systemd/system/multi-user.target.wants/kimage-reader.service"
            target = "/etc/systemd/system/kimage-reader.service"

            [root]
            type = "\(type)"
            server = "10.0.0.1"

            """)
        let estimate = try image.build(recipe, base: "debian-docker", cache: Bases.path(".cache"))
        return (scratch.path + "/out/lost", estimate + 192)
    }

    /// One boot; `watch` is called with all that the guest has said, whenever it says something.
    private func boot(
        _ folder: String, _ memory: Int, _ servers: RootServers, expect: String, seconds: Int,
        watch: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> (outcome: GuestOutcome, log: String) {
        let line = try String(contentsOfFile: folder + "/cmdline", encoding: .utf8)
        let words = line.split(whereSeparator: \.isWhitespace).map(String.init) + servers.kernelArguments
        let machine = QemuMachine(
            boot: .direct(
                kernel: folder + "/vmlinuz", initrd: folder + "/initrd.img", commandLine: words + ["panic=-1"]
            ),
            memoryMiB: memory, network: .user,
            accelerator: try Accelerator.choose(environment: .current(), probe: .current()))
        var log = ""
        let result = try await GuestRun(machine, expect: expect, timeLimit: .seconds(seconds)).run(
            serial: { bytes in
                log += String(decoding: bytes, as: UTF8.self)
                watch(log)
            })
        return (result.outcome, log)
    }

    private func servers(_ folder: String) async throws -> RootServers {
        let description = try #require(try RootServers.description(in: folder))
        return try await RootServers.start(folder: folder, description: description)
    }

    @Test(
        "a guest whose server is away for a minute stands still, and reads the same when it is back",
        arguments: ["nbd", "nfs"])
    func lostServer(_ type: String) async throws {
        let (folder, memory) = try build(type)
        let servers = try await servers(folder)
        let isLost = Mutex(false)
        let (outcome, log) = try await boot(
            folder, memory, servers, expect: "reader: done", seconds: 900,
            watch: { log in
                guard log.contains("reader: round 1"), isLost.withLock({ Self.first(&$0) })
                else { return }
                Task {
                    await servers.stopServer()
                    try await Task.sleep(for: .seconds(60))
                    try await servers.startServer()
                }
            })
        await servers.stop()
        #expect(outcome == .expected, "\(log.suffix(4000))")
        #expect(isLost.withLock { $0 })
        // A line of the kernel's may follow at once.
        let sums = log.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("reader: round ") }
            .map { $0.dropFirst("reader: round 1 ".count).prefix(16) }
        #expect(sums.count == 3 && Set(sums).count == 1, "\(sums)")
        // The lost connection's device has errors; the one above it, which the root lies on, must have none.
        for error in ["I/O error, dev dm-", "SQUASHFS error", "Input/output error"] {
            #expect(!log.contains(error), "\(log.suffix(4000))")
        }
    }

    @Test("a guest that is there before its server waits, says for what, and boots")
    func lateServer() async throws {
        let (folder, memory) = try build("nbd")
        let servers = try await servers(folder)
        await servers.stopServer()
        let isWaiting = Mutex(false)
        let (outcome, log) = try await boot(
            folder, memory, servers, expect: "kimage: handing over to", seconds: 400,
            watch: { log in
                guard log.contains("kimage: waiting for NBD server"),
                    isWaiting.withLock({ Self.first(&$0) })
                else { return }
                Task { try await servers.startServer() }
            })
        await servers.stop()
        #expect(outcome == .expected, "\(log.suffix(4000))")
        #expect(log.contains("kimage: waiting for NBD server 10.0.2.2:"), "\(log.suffix(4000))")
    }

    /// True for the first caller alone.
    private static func first(_ isDone: inout Bool) -> Bool {
        defer { isDone = true }
        return !isDone
    }

    /// How an image on the server can be wrong, and what stage one says of it.
    enum Damage: String, CaseIterable, Sendable {
        case truncated
        case flipped
        case old
    }

    @Test(
        "an image that was cut short, damaged or is of another build is refused", arguments: Damage.allCases)
    func refused(_ damage: Damage) async throws {
        let (folder, memory) = try build("nbd")
        let path = folder + "/rootfs.squashfs"
        // The published file may be linked with the cache's: it is replaced, not changed.
        var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        switch damage {
        case .truncated: bytes.removeLast(bytes.count / 3)
        case .flipped: bytes[bytes.count / 2] ^= 1
        case .old: bytes = try Self.otherImage(in: scratch)
        }
        try FileManager.default.removeItem(atPath: path)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let servers = try await servers(folder)
        let (outcome, log) = try await boot(
            folder, memory, servers,
            expect: damage == .truncated
                ? "it is truncated" : "it is not the one that this initrd was built for",
            seconds: 400)
        await servers.stop()
        #expect(outcome == .expected, "\(log.suffix(4000))")
        #expect(log.contains("kimage: FAILED: the image of NBD server"), "\(log.suffix(4000))")
        #expect(!log.contains("handing over"))
    }

    /// A squashfs of something else.
    private static func otherImage(in scratch: Scratch) throws -> [UInt8] {
        try FileManager.default.createDirectory(
            atPath: scratch.path + "/other", withIntermediateDirectories: true)
        _ = try scratch.write("other/file", "an older build")
        let result = try Command.run(
            ["mksquashfs", scratch.path + "/other", scratch.path + "/other.squashfs", "-quiet"],
            in: scratch.path)
        try #require(result.status == 0, "\(result.errors)")
        return Array(try Data(contentsOf: URL(fileURLWithPath: scratch.path + "/other.squashfs")))
    }
}
