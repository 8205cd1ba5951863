import FoundationEssentials
import Glibc
import Machine
import Recipes
import Servers
import TestSupport
import Testing

@testable import Laboratory

/// Servers that cannot be started, that die, and that must end with kimage. Skipped where a program is missing.
@Suite(
    .serialized, .enabled(if: ChildProgram.exists("mksquashfs", "sha256sum"), "squashfs-tools is missing"))
struct RootServerFailureTests {
    @Test(.timeLimit(.minutes(2))) func nothingToServe() async throws {
        let fixture = try RootServersFixture(.nbd)
        var root = fixture.description
        root.type = .ram
        root.file = nil
        let ram = root
        await #expect(throws: RootServerFault.self) {
            try await RootServers.start(folder: fixture.path, description: ram)
        }
        root = fixture.description
        root.file = "rootfs.erofs"
        let missing = root
        await #expect(throws: RootServerFault.missingImage(path: fixture.path + "/rootfs.erofs")) {
            try await RootServers.start(folder: fixture.path, description: missing)
        }
        root = fixture.description
        root.type = .iscsi
        root.lun = 0
        let controller = root
        await #expect(throws: RootServerFault.self) {
            try await RootServers.start(folder: fixture.path, description: controller)
        }
        #expect(try RootServers.description(in: fixture.path) == fixture.description)
        #expect(try RootServers.description(in: fixture.folder.path) == nil)
        try writeFile(fixture.path + "/root.json", Array("{}".utf8))
        #expect(throws: RootServerFault.self) { try RootServers.description(in: fixture.path) }
    }

    @Test(.timeLimit(.minutes(2))) func missingProgram() async throws {
        let fixture = try RootServersFixture(.nbd)
        let environment = Environment(variables: ["PATH": "/nonexistent", "TMPDIR": fixture.folder.path])
        let fault = await #expect(throws: LaboratoryFault.self) {
            try await RootServers.start(
                folder: fixture.path, description: fixture.description, environment: environment)
        }
        #expect(fault == .missingProgram("nbdkit"))
        #expect(fault?.description.hasSuffix("apt-get install nbdkit") == true)
        let left = try FileManager.default.contentsOfDirectory(atPath: fixture.folder.path)
        #expect(!left.contains { $0.hasPrefix(".kimage") })
        for name in [
            "nbd-server", "ganesha.nfsd", "rpcbind", "tgtd", "tgtadm", "nginx", "unsquashfs",
        ] {
            #expect(ProgramPackages.package(of: name) != nil, "\(name)")
        }
    }

    /// A folder for temporary files that servers' configurations cannot hold.
    @Test(.timeLimit(.minutes(2))) func oddTemporaryFolder() async throws {
        let fixture = try RootServersFixture(.nbd)
        let environment = Environment(variables: ["TMPDIR": fixture.folder.path + "/out put"])
        await #expect(throws: RootServerFault.self) {
            try await RootServers.start(
                folder: fixture.path, description: fixture.description, environment: environment)
        }
    }

    /// A program that ends at once: its last words are in the error.
    @Test(.timeLimit(.minutes(2))) func failingProgram() async throws {
        let fixture = try RootServersFixture(.nbd)
        // Takes none of nbdkit's options.
        try FileManager.default.createSymbolicLink(
            atPath: fixture.folder.path + "/nbdkit", withDestinationPath: "/bin/ls")
        let environment = Environment(variables: ["PATH": "\(fixture.folder.path):/usr/bin:/bin"])
        let fault = await #expect(throws: RootServerFault.self) {
            try await RootServers.start(
                folder: fixture.path, description: fixture.description, environment: environment)
        }
        let text = fault?.description ?? ""
        #expect(text.contains("exit status 2") && text.contains("unrecognized option"), "\(text)")
    }

    @Test(.enabled(if: ChildProgram.exists("nbdkit"), "nbdkit is missing"), .timeLimit(.minutes(2)))
    func cancelled() async throws {
        let fixture = try RootServersFixture(.nbd)
        let (stream, continuation) = AsyncStream.makeStream(of: RootServers.self)
        let task = Task {
            try await RootServers.serving(folder: fixture.path, description: fixture.description) { servers in
                continuation.yield(servers)
                try await Task.sleep(for: .seconds(600))
            }
        }
        var found: RootServers?
        for await servers in stream {
            found = servers
            break
        }
        let servers = try #require(found)
        #expect(RootServersFixture.answers(servers.port))
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try await RootServersFixture.leftovers(of: servers) == [])
    }

    /// A server that somebody else ends is told of, and can be started again.
    @Test(.enabled(if: ChildProgram.exists("nbdkit"), "nbdkit is missing"), .timeLimit(.minutes(2)))
    func killedServer() async throws {
        let fixture = try RootServersFixture(.nbd)
        let servers = try await RootServers.start(folder: fixture.path, description: fixture.description)
        let numbers = RootServersFixture.processes(with: "--port=\(servers.port)").compactMap { Int32($0) }
        for number in numbers {
            let line = try readFile("/proc/\(number)/cmdline")
            if line.starts(with: Array("nbdkit".utf8)) { kill(number, SIGKILL) }
        }
        while await servers.fault == nil { try await Task.sleep(for: .milliseconds(20)) }
        #expect(await servers.fault?.description.contains("nbdkit on 127.0.0.1") == true)
        await servers.stopServer()
        try await servers.startServer()
        #expect(RootServersFixture.answers(servers.port))
        await servers.stop()
        #expect(try await RootServersFixture.leftovers(of: servers) == [])
    }

    /// Where kimage is killed, nobody is left who could stop the server: it ends by itself, and its folder goes.
    @Test(
        .enabled(if: ChildProgram.exists("nbdkit", "nbd-server"), "nbdkit or nbd-server is missing"),
        .timeLimit(.minutes(2)), arguments: NBDServerChoice.allCases)
    func killedKimage(_ choice: NBDServerChoice) async throws {
        let fixture = try RootServersFixture(.nbd)
        let programs = ServerPrograms(.current())
        let place = fixture.folder.path + "/place"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        let launch = try ServerWorkshop(
            folder: fixture.path, description: fixture.description, nbd: choice, programs: programs,
            place: place
        ).launch()
        // Stands for kimage.
        let parent = Task { try await Tool.run(ToolCommand("sleep", ["600.\(launch.port)"])) }
        var number: Int32?
        while number == nil {
            number = RootServersFixture.processes(with: "600.\(launch.port)").first.flatMap { Int32($0) }
            try await Task.sleep(for: .milliseconds(20))
        }
        let server = RunningServer(
            launch.server.watched(
                place: place, searchPath: programs.searchPath, parent: try #require(number)),
            title: launch.title)
        while !launch.probe.isAnswered(port: launch.port) { try await Task.sleep(for: .milliseconds(20)) }
        #expect(server.fault == nil)
        parent.cancel()
        _ = try? await parent.value
        while server.fault == nil { try await Task.sleep(for: .milliseconds(20)) }
        #expect(!RootServersFixture.answers(launch.port))
        #expect(access(place, F_OK) != 0)
        await server.stop()
        while RootServersFixture.processes(with: place) != [] {
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// A file system without handles: ganesha serves, and exports nothing.
    @Test(
        .enabled(if: geteuid() == 0, "ganesha works for root only"),
        .enabled(
            if: ChildProgram.exists("ganesha.nfsd") && access("/usr/sbin/rpcbind", X_OK) == 0,
            "nfs-ganesha or rpcbind is missing"), .timeLimit(.minutes(2)), arguments: ["3", "4.2"])
    func overlay(_ version: String) async throws {
        let fixture = try RootServersFixture(.nfs, version: version)
        let folder = fixture.folder.path
        // One that Docker's root has; where it cannot be mounted there is nothing to test.
        let mounted = try ChildProgram.run([
            "sh", "-e", "-c",
            "cd \"$0\"; mkdir l u w m; mount -t overlay -o lowerdir=l,upperdir=u,workdir=w overlay m", folder,
        ])
        guard mounted.status == 0 else { return }
        defer { _ = try? ChildProgram.run(["umount", folder + "/m"]) }
        let environment = Environment(variables: [
            "PATH": "/usr/bin:/bin", "TMPDIR": folder + "/m",
        ])
        let fault = await #expect(throws: RootServerFault.self) {
            try await RootServers.start(
                folder: fixture.path, description: fixture.description, environment: environment)
        }
        #expect(fault?.description.contains("set TMPDIR") == true, "\(String(describing: fault))")
        let left = try FileManager.default.contentsOfDirectory(atPath: folder + "/m")
        #expect(left == [])
    }
}
