import FoundationEssentials
import Glibc
import Laboratory
import Machine
import Recipes
import Servers
import TestSupport

/// A folder as a build leaves it, with a small squashfs for a root.
struct RootServersFixture {
    let folder: TemporaryFolder
    let description: RootDescription
    let image: [UInt8]

    /// The image's folder; its name is one that no server's file could hold.
    var path: String { folder.path + "/out put/wörker" }

    init(_ type: RootType, version: String? = nil) throws {
        folder = try TemporaryFolder()
        let tree = folder.path + "/tree"
        let path = folder.path + "/out put/wörker"
        try FileManager.default.createDirectory(atPath: tree + "/etc", withIntermediateDirectories: true)
        try FileManager.default.createDirectory(atPath: path + "/servers", withIntermediateDirectories: true)
        try writeFile(tree + "/etc/hostname", Array("worker\n".utf8))
        try writeFile(tree + "/blob", (0..<300_000).map { _ in UInt8.random(in: 0...255) })
        try ChildProgram.expectSuccess([
            "mksquashfs", tree, path + "/rootfs.squashfs", "-quiet", "-no-progress", "-force-uid", "12",
            "-force-gid",
            "34",
        ])
        image = try readFile(path + "/rootfs.squashfs")
        let sums = try ChildProgram.expectSuccess(["sha256sum", "rootfs.squashfs"], in: path)
        try writeFile(path + "/SHA256SUMS", sums.output)
        try writeFile(path + "/servers/secret", Array("secret".utf8))
        var root = RootDescription(
            name: "worker", architecture: .x86_64, type: type, format: type == .nfs ? .tree : .squashfs)
        root.file = "rootfs.squashfs"
        root.export = type == .nfs ? "/srv/kimage/worker" : "worker"
        root.target = "iqn.2026-01.org.kimage:worker"
        root.lun = 1
        root.url = "http://10.9.9.9/kimage/worker/rootfs.squashfs"
        root.version = version
        try writeFile(path + "/root.json", Array(try root.json().utf8))
        description = root
    }

    /// What is left of a server: processes that have its folder in their arguments, its folder, its port. A process
    /// that was killed may need a moment to be gone.
    static func leftovers(of servers: RootServers) async throws -> [String] {
        var found: [String] = []
        for _ in 0..<100 {
            found = processes(with: servers.folder)
            if access(servers.folder, F_OK) == 0 { found.append(servers.folder) }
            if answers(servers.port) { found.append("port \(servers.port)") }
            if found.isEmpty { break }
            try await Task.sleep(for: .milliseconds(20))
        }
        return found
    }

    /// The numbers of processes that have the word somewhere in their arguments.
    static func processes(with word: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.filter { name in
            guard UInt32(name) != nil, let bytes = try? readFile("/proc/\(name)/cmdline") else {
                return false
            }
            return String(decoding: bytes, as: UTF8.self).contains(word)
        }
    }

    static func answers(_ port: Int) -> Bool {
        (try? ChildProgram.run(["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/\(port)"]).status) == 0
    }
}
