import Glibc
import TestSupport
import Testing

@testable import Archives

// Skipped where bsdtar or ar is not installed: they make the fixtures.
@Suite(.enabled(if: ChildProgram.exists("bsdtar", "ar"))) struct ArchiveMemberTests {
    private let fixtures: Fixtures

    init() throws { fixtures = try Fixtures() }

    private func extract(_ member: String, _ path: String) throws -> [UInt8] {
        var data: [UInt8] = []
        try ArchiveMember.extract(member.utf8, fromPath: path) { data += $0 }
        return data
    }

    @Test(arguments: ["dir/file", "./dir/file", "/dir//file", "dir/hard", "dir/soft", "dir/second"])
    func pathsAndLinks(member: String) throws {
        let path = try fixtures.pack("a.tar.gz", ["-z", "--format=ustar"])
        #expect(try extract(member, path) == Array("contents\n".utf8))
    }

    @Test(arguments: [("-z", ".gz"), ("-J", ".xz"), ("--zstd", ".zst"), ("--format=ustar", "")])
    func debianPackages(option: String, suffix: String) throws {
        let path = try fixtures.package(compression: [option], suffix: suffix)
        #expect(try ForeignArchive.isDebianPackage(path))
        expectSame(try extract("dir/sub/large", path), Fixtures.large)
        #expect(try extract("data.tar\(suffix)/dir/soft", path) == Array("contents\n".utf8))
        #expect(try extract("data.tar/dir/soft", path) == Array("contents\n".utf8))
        #expect(try extract("control.tar.gz/control", path) == Array("Package: x\n".utf8))
        var count = 0
        var archive = try ForeignArchive.contents(ofPath: path)
        while try archive.next() != nil { count += 1 }
        #expect(count == 6)
        // The package itself is an archive, too.
        var outer = try ForeignArchive(path: path)
        #expect(try outer.next()?.plainPath == Array("debian-binary".utf8))
    }

    // Skipped where dpkg-deb is not installed: the real program's package.
    @Test(.enabled(if: ChildProgram.exists("dpkg-deb"))) func packageOfDpkg() throws {
        let root = fixtures.folder.path + "/root"
        _ = try ChildProgram.expectSuccess(["cp", "-a", fixtures.tree, root])
        _ = try ChildProgram.expectSuccess(["mkdir", "-m", "755", root + "/DEBIAN"])
        let control =
            "Package: x\nVersion: 1\nArchitecture: all\nMaintainer: x <x@example.org>\nDescription: x\n"
        try writeFile(root + "/DEBIAN/control", Array(control.utf8))
        let path = fixtures.folder.path + "/real.deb"
        _ = try ChildProgram.expectSuccess(["dpkg-deb", "--root-owner-group", "-b", root, path])
        expectSame(try extract("dir/sub/large", path), Fixtures.large)
        #expect(try extract("control.tar/control", path) == Array(control.utf8))
    }

    @Test func missingMembers() throws {
        let path = try fixtures.pack("a.tar", ["--format=ustar"])
        let fault = #expect(throws: ArchiveFault.self) { _ = try extract("sub/large", path) }
        #expect(fault?.code == .noMember)
        #expect(fault?.message == "the archive has no member sub/large; it has dir/sub/large")
        #expect(#expect(throws: ArchiveFault.self) { _ = try extract("dir/sub", path) }?.code == .noMember)
        let package = try fixtures.package(compression: ["-z"], suffix: ".gz")
        #expect(
            #expect(throws: ArchiveFault.self) { _ = try extract("data.tar.gz/x", package) }?.code
                == .noMember)
    }

    @Test func linksThatLeadNowhere() throws {
        symlink("circle", fixtures.tree + "/circle")
        symlink("../../etc/passwd", fixtures.tree + "/dir/out")
        let path = fixtures.folder.path + "/links.tar"
        _ = try ChildProgram.expectSuccess(["bsdtar", "-cf", path, "circle", "dir/out"], in: fixtures.tree)
        let circle = #expect(throws: ArchiveFault.self) { _ = try extract("circle", path) }
        #expect(circle?.message == "the member circle is a circle of links")
        let out = #expect(throws: ArchiveFault.self) { _ = try extract("dir/out", path) }
        #expect(out?.message == "the link dir/out points out of the archive: ../../etc/passwd")
    }

    /// Only in a package is the first component a part's name.
    @Test func aDirectoryNamedLikeAPart() throws {
        _ = try ChildProgram.expectSuccess(["mkdir", fixtures.tree + "/data.tar"])
        try writeFile(fixtures.tree + "/data.tar/x", [7])
        let path = fixtures.folder.path + "/part.tar"
        _ = try ChildProgram.expectSuccess(["bsdtar", "-cf", path, "data.tar/x"], in: fixtures.tree)
        #expect(try extract("data.tar/x", path) == [7])
    }
}
