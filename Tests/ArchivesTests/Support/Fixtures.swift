import FoundationEssentials
import Glibc
import TestSupport

@testable import Archives

/// A small tree, packed by the programs that make such archives.
struct Fixtures {
    let folder: TemporaryFolder
    /// The tree: a file, a hard link and a symbolic link to it, a larger file, an executable in a directory.
    let tree: String
    static let large = [UInt8]((0..<700_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) })

    init() throws {
        let folder = try TemporaryFolder()
        tree = folder.path + "/tree"
        try Self.fill(tree)
        self.folder = folder
    }

    private static func fill(_ tree: String) throws {
        try FileManager.default.createDirectory(atPath: tree + "/dir/sub", withIntermediateDirectories: true)
        try writeFile(tree + "/dir/file", Array("contents\n".utf8))
        try writeFile(tree + "/dir/sub/large", large)
        link(tree + "/dir/file", tree + "/dir/hard")
        symlink("file", tree + "/dir/soft")
        symlink("../dir/soft", tree + "/dir/second")
        chmod(tree + "/dir/file", 0o751)
        var times = [timeval(tv_sec: 1_500_000_000, tv_usec: 0), timeval(tv_sec: 1_500_000_000, tv_usec: 0)]
        utimes(tree + "/dir/file", &times)
    }

    /// Packs the tree with bsdtar; `options` name format and compression.
    func pack(_ name: String, _ options: [String]) throws -> String {
        let path = folder.path + "/" + name
        let owner = ["--uid", "7", "--gid", "8", "--uname", "", "--gname", ""]
        let members = ["dir/file", "dir/hard", "dir/soft", "dir/second", "dir/sub"]
        _ = try ChildProgram.expectSuccess(["bsdtar"] + options + owner + ["-cf", path] + members, in: tree)
        return path
    }

    /// A Debian package of the tree, made of ar and two tars as deb(5) says.
    func package(compression: [String], suffix: String) throws -> String {
        let data = try pack("data.tar\(suffix)", compression)
        let control = folder.path + "/control.tar.gz"
        try writeFile(folder.path + "/control", Array("Package: x\n".utf8))
        _ = try ChildProgram.expectSuccess(["bsdtar", "-czf", control, "./control"], in: folder.path)
        try writeFile(folder.path + "/debian-binary", Array("2.0\n".utf8))
        let path = folder.path + "/x\(suffix).deb"
        _ = try ChildProgram.expectSuccess(["ar", "rc", path, folder.path + "/debian-binary", control, data])
        return path
    }

    /// Every entry by its path with its data.
    static func read(_ archive: consuming ForeignArchive) throws -> [String: (ForeignEntry, [UInt8])] {
        var archive = archive
        var result: [String: (ForeignEntry, [UInt8])] = [:]
        while let entry = try archive.next() {
            var data: [UInt8] = []
            try archive.readData { data += $0 }
            result[String(decoding: entry.plainPath, as: UTF8.self)] = (entry, data)
        }
        return result
    }
}
