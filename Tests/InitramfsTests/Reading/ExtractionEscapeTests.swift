import Glibc
import TestSupport
import Testing

@testable import Initramfs

/// Every trick to get outside that is known from other programs.
extension ExtractionTests {
    private static let escapes: [(String, @Sendable (inout CpioMaker) -> Void)] = [
        ("..", { $0.file("../escape", "x") }),
        (
            "a/../..",
            {
                $0.directory("a")
                $0.file("a/../../escape", "x")
            }
        ),
        ("many ..", { $0.file("../../../../../../tmp/kimage-escape", "x") }),
        ("absolute", { $0.file("/etc/escape", "x") }),
        (
            "write through a link upwards",
            {
                $0.symlink("l", "../outside")
                $0.file("l/canary", "overwritten")
            }
        ),
        (
            "write through an absolute link",
            {
                $0.symlink("l", "/tmp")
                $0.file("l/kimage-escape", "x")
            }
        ),
        (
            "a chain of links",
            {
                $0.symlink("a", ".")
                $0.symlink("b", "a/..")
                $0.symlink("c", "b/..")
                $0.file("c/escape", "x")
            }
        ),
        (
            "a file over a link",
            {
                $0.symlink("f", "../outside/canary")
                $0.file("f", "own")
            }
        ),
        (
            "a directory over a link, then a file in it",
            {
                $0.symlink("d", "../outside")
                $0.directory("d")
                $0.file("d/canary", "own")
            }
        ),
        (
            "a hard link out",
            {
                $0.file("../outside/canary", "", inode: 5, links: 2)
                $0.file("h", "through the link", inode: 5, links: 2)
            }
        ),
        (
            "a hard link to a link",
            {
                $0.symlink("l", "../outside/canary")
                $0.file("l", "", inode: 5, links: 2)
                $0.file("h", "x", inode: 5, links: 2)
            }
        ),
        (
            "a first name that becomes a link",
            {
                $0.file("first", "", inode: 5, links: 2)
                $0.symlink("first", "../outside/canary")
                $0.file("second", "through the link", inode: 5, links: 2)
            }
        ),
        (
            "a directory's mode through a link",
            {
                $0.symlink("d", "../outside")
                $0.directory("d/", mode: 0o777)
            }
        ),
    ]

    @Test("tricks to get outside", arguments: escapes.indices)
    func escape(_ index: Int) throws {
        let jail = try Jail()
        #expect(mkdir(jail.target, 0o700) == 0)
        let before = try jail.outside()
        _ = try jail.extract(CpioMaker.archive(Self.escapes[index].1))
        #expect(try jail.outside() == before, "\(Self.escapes[index].0)")
        #expect(try readFile(jail.folder.path + "/a/b/outside/canary") == [1])
        #expect(access("/tmp/kimage-escape", F_OK) != 0 && access("/etc/escape", F_OK) != 0)
    }
}
