import FoundationEssentials
import Machine
import Synchronization
import TestSupport
import Testing

/// Two guests and a wire: one serves images with nothing but the files that kimage wrote, started as their heads say; the
/// others are nodes.
@Suite(
    "ServerRoomTests", .serialized,
    .enabled(if: Bases.isFull && Bases.hasAlpine, "make test-boot makes the bases"))
struct ServerRoomTests {
    private let image: BootedImage
    private var scratch: Scratch { image.scratch }
    private let ports: (server: UInt16, node: UInt16)

    init() throws {
        image = try BootedImage()
        ports = (try LoopbackPort.free(), try LoopbackPort.free())
    }

    @Test(
        "a node finds its way from the card's iPXE to a root by the kernel's NFS, others by NFS 3 and nbdkit's unit"
    )
    func room() async throws {
        // The last in order is the one that the DHCP server sends nodes to.
        for (name, recipe, options) in [
            ("nbd", "alpine-nbd", []), ("nfs3", "alpine-nfs", ["--set", "root.version=\"3\""]),
            ("nfs4", "alpine-nfs", []),
        ] {
            _ = try image.build(recipe, base: "alpine", options: ["--set", "name=\"\(name)\""] + options)
        }
        let disk = try Command.run(
            ["mke2fs", "-q", "-t", "ext4", "-L", "IMAGES", "-d", "out", "images.img", "400M"],
            in: scratch.path)
        try #require(disk.status == 0, "\(disk.errors)")
        let said = Said()
        try await withThrowingTaskGroup(of: Void.self) { group in
            let server = try server()
            group.addTask {
                _ = try await server.run(until: nil, seconds: 1800) { log in said.log.withLock { $0 = log } }
            }
            try await nodes { said.log.withLock { $0 } }
            group.cancelAll()
        }
    }

    private func server() throws -> WiredGuest {
        let recipe = try scratch.write(
            "room.toml",
            """
            name = "room"

            [base]
            os = "debian"

            [kernel]
            cmdline = ["console=ttyS0,115200"]

            [[overlay]]
            source = "\(PackageRoot.find())/overlays/server-room"

            """)
        let estimate = try image.build(recipe, base: "debian-server")
        return try WiredGuest(
            ports: (own: ports.server, other: ports.node), image: scratch.path + "/out/room",
            commandLine: ["console=ttyS0,115200"], card: 1, memoryMiB: estimate + 640,
            disk: scratch.path + "/images.img")
    }

    /// The nodes, one after the other.
    private func nodes(server: () -> String) async throws {
        try await wait(for: "room: ready", server)
        #expect(!server().contains("FAILED"), "\(server().suffix(6000))")
        // DynamicUser= gives the unit a number instead.
        #expect(!server().contains("room: root     nbdkit"), "\(server().suffix(6000))")

        let first = try await boot(nil)
        for line in [
            "Filename: http://10.0.0.1/kimage/nfs4/boot.ipxe",
            "kimage: root: tree of NFS server 10.0.0.1:2049, /srv/kimage/nfs4, version 4.",
            "root on overlay",
        ] {
            #expect(first.contains(line), "\(line)\n\(first.suffix(4000))\n\(server().suffix(4000))")
        }
        let second = try await boot("nfs3")
        #expect(second.contains("NFS server 10.0.0.1:2049, /srv/kimage/nfs3, version 3, read-only"))
        #expect(second.contains("root on overlay"), "\(second.suffix(4000))")

        let third = try await boot("nbd")
        #expect(third.contains("root on overlay"), "\(third.suffix(4000))")
        try await wait(for: "room: another image in the place of nbd's", server)
        // The unit holds the image that it was started with: a node's digest is still the right one.
        let fourth = try await boot("nbd")
        #expect(fourth.contains("kimage: image: its digest is the one that"), "\(fourth.suffix(4000))")
        #expect(fourth.contains("root on overlay"), "\(fourth.suffix(4000))")
    }

    private func boot(_ name: String?) async throws -> String {
        let folder = name.map { scratch.path + "/out/" + $0 }
        let words = ["console=ttyS0,115200"]
        let node = try WiredGuest(
            ports: (own: ports.node, other: ports.server), image: folder, commandLine: words, card: 2,
            memoryMiB: 256)
        return try await node.run(until: "root on overlay", seconds: 400)
    }

    private func wait(for line: String, _ server: () -> String) async throws {
        for _ in 0..<600 where !server().contains(line) { try await Task.sleep(for: .seconds(1)) }
        try #require(server().contains(line), "\(line)\n\(server().suffix(6000))")
    }

    /// What the server has said; shared with the task that runs it.
    private final class Said: Sendable {
        let log = Mutex("")
    }
}
