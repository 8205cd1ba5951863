import Archives
import Recipes
import TestSupport
import Testing

@testable import Provisioning

@Suite("The archive of a node's files that Alpine unpacks")
struct AlpineOverlayTests {
    static func overlay(reversed: Bool = false) -> AlpineOverlay {
        let items: [ProvisionedItem] = [
            .file("/etc/hostname", "n1\n"),
            ProvisionedItem(
                path: "/etc/runlevels/boot/networking", content: .symlink(target: "/etc/init.d/networking")),
            ProvisionedItem(path: "/root/.ssh", content: .directory(mode: 0o700, owner: .root)),
            ProvisionedItem(
                path: "/srv/data",
                content: .file(
                    [UInt8](repeating: 0xa5, count: 70_000), mode: 0o4750, owner: Owner(uid: 1500, gid: 27))),
            .file("/tmp/" + String(repeating: "a", count: 90) + "/" + String(repeating: "b", count: 60), ""),
        ]
        var overlay = AlpineOverlay()
        for item in reversed ? items.reversed() : items { overlay.add(item) }
        return overlay
    }

    @Test("tar lists every entry with its mode, owner and size, and no time")
    func listing() throws {
        let scratch = try Scratch()
        let path = try scratch.write("x.apkovl.tar.gz", try Self.overlay().packed())
        let result = try Command.run(
            ["tar", "--numeric-owner", "--utc", "-tvzf", path], environment: ["LC_ALL": "C"])
        #expect(result.status == 0, "\(result.errors)")
        let lines = result.output.split(separator: "\n").map { line in
            line.split(separator: " ").joined(separator: " ")
        }
        let long = "tmp/" + String(repeating: "a", count: 90)
        #expect(
            lines == [
                "drwxr-xr-x 0/0 0 1970-01-01 00:00 etc/",
                "-rw-r--r-- 0/0 3 1970-01-01 00:00 etc/hostname",
                "drwxr-xr-x 0/0 0 1970-01-01 00:00 etc/runlevels/",
                "drwxr-xr-x 0/0 0 1970-01-01 00:00 etc/runlevels/boot/",
                "lrwxrwxrwx 0/0 0 1970-01-01 00:00 etc/runlevels/boot/networking -> /etc/init.d/networking",
                "drwx------ 0/0 0 1970-01-01 00:00 root/", "drwx------ 0/0 0 1970-01-01 00:00 root/.ssh/",
                "drwxr-xr-x 0/0 0 1970-01-01 00:00 srv/",
                "-rwsr-x--- 1500/27 70000 1970-01-01 00:00 srv/data",
                "drwxrwxrwt 0/0 0 1970-01-01 00:00 tmp/",
                "drwxr-xr-x 0/0 0 1970-01-01 00:00 \(long)/",
                "-rw-r--r-- 0/0 0 1970-01-01 00:00 \(long)/" + String(repeating: "b", count: 60),
            ])
    }

    @Test("libarchive reads the same bytes back")
    func contents() throws {
        let scratch = try Scratch()
        let path = try scratch.write("x.tar.gz", try Self.overlay().packed())
        var archive = try ForeignArchive(path: path)
        var found: [String: [UInt8]] = [:]
        while let entry = try archive.next() {
            var bytes: [UInt8] = []
            if entry.kind == .file { try archive.readData { bytes += $0 } }
            found[String(decoding: entry.plainPath, as: UTF8.self)] = bytes
            #expect(entry.modified == 0)
        }
        #expect(found.count == 12)
        #expect(found["etc/hostname"] == Array("n1\n".utf8))
        #expect(found["srv/data"] == [UInt8](repeating: 0xa5, count: 70_000))
    }

    @Test(
        "gzip finds the checksum right, at the ends of blocks and of nothing",
        arguments: [0, 1, 65_535, 65_536, 131_070])
    func checksum(count: Int) throws {
        let scratch = try Scratch()
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let path = try scratch.write("x.gz", StoredGzip.pack(bytes))
        let result = try Command.run(["gzip", "-t", path])
        #expect(result.status == 0, "\(result.errors)")
    }

    @Test("the order in which items come does not change a byte")
    func reproducible() throws {
        #expect(try Self.overlay().packed() == Self.overlay(reversed: true).packed())
    }

    @Test("what the archive has no room for is refused, not cut off")
    func noRoom() {
        var overlay = AlpineOverlay()
        overlay.add(.file("/" + String(repeating: "x", count: 120), ""))
        overlay.add(
            ProvisionedItem(path: "/l", content: .symlink(target: String(repeating: "x", count: 101))))
        overlay.add(
            ProvisionedItem(path: "/o", content: .file([], mode: 0o644, owner: Owner(uid: 2_097_152, gid: 0)))
        )
        do {
            _ = try overlay.packed()
            Issue.record("three items went through")
        } catch {
            #expect(error.items.count == 3, "\(error.items.map(\.message))")
        }
    }
}
