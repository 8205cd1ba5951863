import Provisioning
import TestSupport
import Testing

@testable import Dialects

@Suite("A bare apkovl")
struct AlpineOverlayTests {
    /// What tar makes of these: `path -> target` is a link, `path = text` a file, `path/` a folder.
    private static func told(_ items: [String]) throws -> [String] {
        let folder = try TemporaryFolder()
        for item in items {
            let link = item.split(separator: " -> ").map(String.init)
            let file = item.split(separator: " = ").map(String.init)
            let path = link.count == 2 ? link[0] : file[0]
            try ChildProgram.expectSuccess(["mkdir", "-p", "\(folder.path)/\(path)/.."])
            try ChildProgram.expectSuccess(["rmdir", "\(folder.path)/\(path)"])
            if link.count == 2 {
                try ChildProgram.expectSuccess(["ln", "-s", link[1], "\(folder.path)/\(path)"])
            } else {
                try writeFile("\(folder.path)/\(path)", Array((file.count == 2 ? file[1] : "").utf8))
            }
        }
        let bytes = try ChildProgram.expectSuccess(["tar", "-C", folder.path, "-cz", "."]).output
        return UserDataFixture.told(AlpineOverlayCheck(), bytes)
    }

    private static let sound = [
        "etc/runlevels/boot/networking -> /etc/init.d/networking", "etc/hostname = n1",
        "etc/apk/world = docker",
    ]

    @Test("a sound one, and one that asks for the default services")
    func sound() throws {
        #expect(try Self.told(Self.sound).isEmpty)
        #expect(try Self.told(["etc/.default_boot_services", "etc/hostname = n1"]).isEmpty)
        #expect(try Self.told(Self.sound + ["etc/runlevels/default/docker -> /etc/init.d/docker"]).isEmpty)
    }

    @Test("what a node would die of, or lose later")
    func wrong() throws {
        #expect(try Self.told(["etc/hostname = n1"]) == ["alpine/no-services 1:1"])
        #expect(
            try Self.told(["etc/runlevels/default/sshd -> /etc/init.d/sshd"]) == ["alpine/lease-expires 1:1"])
        #expect(try Self.told(Self.sound + ["lib/apk/db/installed = x"]) == ["alpine/package-database 1:1"])
        #expect(
            try Self.told(Self.sound + ["etc/runlevels/default/k3s -> /etc/init.d/k3s"]) == [
                "alpine/no-cgroups 1:1"
            ])
        #expect(
            try Self.told(Self.sound + [".dockerenv", "etc/rc.conf = rc_sys=\"lxc\""])
                == ["alpine/container-root 1:1", "alpine/container-root 1:1"])
    }

    @Test("what is no archive is told, and nothing crashes")
    func damaged() throws {
        let bytes = try UserDataFixture.gzip("no archive at all")
        #expect(UserDataFixture.told(AlpineOverlayCheck(), bytes) == ["alpine/apkovl-unreadable 1:1"])
        #expect(
            UserDataFixture.told(AlpineOverlayCheck(), [0x1f, 0x8b, 8, 0]) == ["alpine/apkovl-unreadable 1:1"]
        )
    }
}
