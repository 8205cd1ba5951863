import FoundationEssentials
import Laboratory
import Servers
import Synchronization
import TestSupport
import Testing

/// Servers that come late or go away, and images that are not the ones that were built.
@Suite("RootFailureTests", .serialized, .enabled(if: Bases.isFull, "make test-boot makes the bases"))
struct RootFailureTests {
    private let root: ReadRoot
    private var scratch: Scratch { root.image.scratch }

    init() throws {
        root = try ReadRoot()
    }

    @Test(
        "a guest whose server is away for a minute stands still, and reads the same when it is back",
        arguments: [("nbd", "digest"), ("nbd", "verity"), ("nfs", "off"), ("iscsi", "digest")])
    func lostServer(_ type: String, _ verify: String) async throws {
        let (folder, memory) = try root.build(type, verify: verify)
        let servers = try await root.servers(folder)
        let isLost = Mutex(false)
        let (outcome, log) = try await root.boot(
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
        for error in [
            "I/O error, dev dm-", "I/O error, dev sd", "SQUASHFS error", "Input/output error",
            " is corrupted",
        ] {
            #expect(!log.contains(error), "\(log.suffix(4000))")
        }
    }

    @Test("a guest that is there before its server waits, says for what, and boots")
    func lateServer() async throws {
        let (folder, memory) = try root.build("nbd")
        let servers = try await root.servers(folder)
        await servers.stopServer()
        let isWaiting = Mutex(false)
        let (outcome, log) = try await root.boot(
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
        let (folder, memory) = try root.build("nbd")
        try root.replace(folder) { bytes in
            switch damage {
            case .truncated: bytes.removeLast(bytes.count / 3)
            case .flipped: bytes[bytes.count / 2] ^= 1
            case .old: bytes = try Self.otherImage(in: scratch)
            }
        }
        let servers = try await root.servers(folder)
        let (outcome, log) = try await root.boot(
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
