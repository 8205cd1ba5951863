import FoundationEssentials
import Glibc
import Machine
import Recipes
import Servers
import TestSupport
import Testing

@testable import Laboratory

/// Real servers on loopback, asked by real clients. Each is skipped where its programs are missing.
@Suite(.serialized) struct RootServersTests {
    private static let isRoot = geteuid() == 0

    private static func port(_ words: [String]) -> Int? {
        words.first { $0.hasPrefix("kimage.port=") }.flatMap { Int($0.dropFirst("kimage.port=".count)) }
    }

    @Test(
        .enabled(
            if: ChildProgram.exists("nbdkit", "nbd-server", "nbdinfo", "nbdcopy", "mksquashfs"),
            "nbdkit, nbd-server, libnbd-bin or squashfs-tools is missing"),
        .timeLimit(.minutes(2)), arguments: NBDServerChoice.allCases)
    func nbd(_ choice: NBDServerChoice) async throws {
        let fixture = try RootServersFixture(.nbd)
        let servers = try await RootServers.start(
            folder: fixture.path, description: fixture.description, nbd: choice)
        #expect(servers.kernelArguments == ["kimage.server=10.0.2.2", "kimage.port=\(servers.port)"])
        #expect(servers.title == "\(choice.rawValue) on 127.0.0.1:\(servers.port)")
        let address = "nbd://127.0.0.1:\(servers.port)/worker"
        func size() throws -> String {
            try ChildProgram.expectSuccess(["nbdinfo", "--size", address]).lines.joined()
        }
        #expect(try size() == "\(fixture.image.count)")
        let copy = fixture.folder.path + "/copy"
        try ChildProgram.expectSuccess(["nbdcopy", address, copy])
        #expect(try readFile(copy) == fixture.image)
        #expect(try ChildProgram.run(["nbdinfo", address + "2"]).status != 0)
        #expect(try ChildProgram.run(["nbdinfo", "--is", "read-only", address]).status == 0)
        #expect(try ChildProgram.run(["nbdcopy", copy, address]).status != 0)
        #expect(await servers.fault == nil)

        await servers.stopServer()
        #expect(!RootServersFixture.answers(servers.port))
        #expect(access(servers.folder, F_OK) == 0)
        try await servers.startServer()
        #expect(try size() == "\(fixture.image.count)")

        await servers.stop()
        #expect(try await RootServersFixture.leftovers(of: servers) == [])
    }

    @Test(
        .enabled(if: ChildProgram.exists("curl", "mksquashfs"), "curl or squashfs-tools is missing"),
        .enabled(if: access("/usr/sbin/nginx", X_OK) == 0, "nginx is missing"), .timeLimit(.minutes(2)))
    func http() async throws {
        let fixture = try RootServersFixture(.http)
        var native = fixture.description
        native.urlArgument = "coreos.live.rootfs_url="
        let arguments = try await RootServers.serving(folder: fixture.path, description: native) {
            $0.kernelArguments
        }
        #expect(arguments.first?.hasPrefix("coreos.live.rootfs_url=http://10.0.2.2:") == true)

        let servers = try await RootServers.start(folder: fixture.path, description: fixture.description)
        let base = "http://127.0.0.1:\(servers.port)/kimage"
        #expect(
            servers.kernelArguments == [
                "kimage.url=http://10.0.2.2:\(servers.port)/kimage/worker/rootfs.squashfs"
            ])
        func curl(_ words: String...) throws -> ChildProgram.Output {
            try ChildProgram.run(["curl", "-s", "-o", "-", "-w", "%{stderr}%{http_code}"] + words)
        }
        let image = base + "/worker/rootfs.squashfs"
        #expect(try curl(image).output == fixture.image)
        let part = try curl("-r", "1000-1999", image)
        #expect(part.output == Array(fixture.image[1000..<2000]))
        #expect(part.errors == "206")
        #expect(try curl("-I", image).errors == "200")
        for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
            #expect(try curl("-X", method, image).errors == "405", "\(method)")
        }
        for hidden in [
            "/worker/", "/", "/worker/servers/secret", "/worker/root.json", "/worker/none.img",
            "/worker/SHA256SUMS",
            "/worker/../worker/servers/secret", "/worker/%2e%2e/worker/servers/secret", "/.x/rootfs.squashfs",
            "/worker/nodes/../servers/secret",
        ] {
            #expect(try curl("--path-as-is", base + hidden).errors == "404", "\(hidden)")
        }
        await servers.stop()
        #expect(try await RootServersFixture.leftovers(of: servers) == [])
    }

    @Test(
        .enabled(
            if: access("/usr/sbin/tgtd", X_OK) == 0
                && ChildProgram.exists("iscsi-ls", "iscsi-readcapacity16", "mksquashfs"),
            "tgt, libiscsi-bin or squashfs-tools is missing"), .timeLimit(.minutes(2)))
    func iscsi() async throws {
        let fixture = try RootServersFixture(.iscsi)
        let servers = try await RootServers.start(folder: fixture.path, description: fixture.description)
        let port = try #require(Self.port(servers.kernelArguments))
        let portal = "iscsi://127.0.0.1:\(port)"
        func capacity() throws -> String {
            let output = try ChildProgram.run([
                "iscsi-readcapacity16", "-s", "\(portal)/iqn.2026-01.org.kimage:worker/1",
            ])
            return output.lines.joined()
        }
        #expect(try capacity() == "\(fixture.image.count / 512 * 512)")
        let list = try ChildProgram.expectSuccess(["iscsi-ls", "-s", portal])
        #expect(list.lines.contains { $0.hasPrefix("Lun:1") && $0.contains("DIRECT_ACCESS") })
        let shown = try ChildProgram.run(
            ["/usr/sbin/tgtadm", "-C", "1", "--lld", "iscsi", "--op", "show", "--mode", "target"],
            environment: ["TGT_IPC_SOCKET=\(servers.folder)/tgtd.socket"])
        #expect(shown.lines.contains { $0.hasSuffix("Readonly: Yes") })
        await servers.stopServer()
        #expect(!RootServersFixture.answers(port))
        try await servers.startServer()
        #expect(try capacity() == "\(fixture.image.count / 512 * 512)")
        await servers.stop()
        #expect(try await RootServersFixture.leftovers(of: servers) == [])
    }

    @Test(
        .enabled(if: isRoot, "ganesha works for root only"),
        .enabled(
            if: ChildProgram.exists("ganesha.nfsd", "nfs-ls", "nfs-cat", "nfs-cp", "mksquashfs")
                && access("/usr/sbin/rpcbind", X_OK) == 0,
            "nfs-ganesha, rpcbind, libnfs-utils or squashfs-tools is missing"),
        .timeLimit(.minutes(2)), arguments: ["3", "4.0", "4.2"])
    func nfs(_ version: String) async throws {
        let fixture = try RootServersFixture(.nfs, version: version)
        let servers = try await RootServers.start(folder: fixture.path, description: fixture.description)
        let words = servers.kernelArguments
        #expect(words.prefix(2) == ["kimage.server=10.0.2.2", "kimage.port=\(servers.port)"])
        var options = "nfsport=\(servers.port)&version=\(version.prefix(1))"
        if version == "3" {
            let mount = try #require(words.last?.split(separator: "=").last)
            #expect(words.last?.hasPrefix("kimage.options=mountport=") == true)
            options += "&mountport=\(mount)"
        } else {
            #expect(words.count == 2)
        }
        let base = "nfs://127.0.0.1/srv/kimage/worker"
        func list() throws -> [String] {
            try ChildProgram.expectSuccess(["nfs-ls", "\(base)?\(options)"]).lines
        }
        // Owners by number: with names they would be nobody's.
        let blob = try #require(try list().first { $0.hasSuffix(" blob") })
        let fields = blob.split(separator: " ").map(String.init)
        #expect(Array(fields[2...4]) == ["12", "34", "300000"])
        let text = try ChildProgram.expectSuccess(["nfs-cat", "\(base)/etc/hostname?\(options)"])
        #expect(text.lines == ["worker"])
        let copy = try ChildProgram.run(["nfs-cp", "/etc/hostname", "\(base)/new?\(options)"])
        #expect(copy.status != 0)
        #expect(copy.errors.contains("ROFS"))
        await servers.stopServer()
        #expect(!RootServersFixture.answers(servers.port))
        try await servers.startServer()
        #expect(try list().count == 2)
        await servers.stop()
        #expect(try await RootServersFixture.leftovers(of: servers) == [])

        // A tree that nobody could verify later is not unpacked from another image.
        try writeFile(fixture.path + "/rootfs.squashfs", fixture.image + [0])
        let fault = await #expect(throws: ToolFailure.self) {
            try await RootServers.start(folder: fixture.path, description: fixture.description)
        }
        #expect(fault?.errorLines.last?.contains("is not what SHA256SUMS says") == true)
    }
}
