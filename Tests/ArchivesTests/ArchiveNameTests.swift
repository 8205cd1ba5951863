import FoundationEssentials
import TestSupport
import Testing

@testable import Archives

/// Names that are not ASCII survive whatever the process's locale is.
// Skipped where bsdtar is not installed: it makes the fixtures.
@Suite(.enabled(if: ChildProgram.exists("bsdtar"))) struct ArchiveNameTests {
    private let folder: TemporaryFolder
    private static let composed = Array("caf\u{e9}".utf8)
    private static let decomposed = Array("cafe\u{301}".utf8)

    init() throws { folder = try TemporaryFolder() }

    private func names(_ options: [String], _ members: [[UInt8]]) throws -> [[UInt8]] {
        for member in members {
            try writeFile("\(folder.path)/\(String(decoding: member, as: UTF8.self))", [1])
        }
        let archive = folder.path + "/archive"
        let texts = members.map { String(decoding: $0, as: UTF8.self) }
        _ = try ChildProgram.expectSuccess(["bsdtar"] + options + ["-cf", archive] + texts, in: folder.path)
        var reader = try ForeignArchive(path: archive)
        var result: [[UInt8]] = []
        while let entry = try reader.next() { result.append(entry.path) }
        return result
    }

    /// libarchive composes the characters of a pax header in a UTF-8 locale; that must not happen.
    @Test(arguments: ["pax", "ustar", "gnutar", "newc"]) func bytesStayInTarAndCpio(format: String) throws {
        let members = [Self.composed, Self.decomposed]
        #expect(try names(["--format=\(format)"], members) == members)
    }

    /// In the "C" locale libarchive has no name at all for these.
    @Test func unicodeNamesOfZipAreThere() throws {
        #expect(try names(["--format=zip"], [Self.composed]) == [Self.composed])
    }

    @Test func plainPaths() {
        #expect(ForeignEntry.plain(Array("./a//b/./c/".utf8)) == Array("a/b/c".utf8))
        #expect(ForeignEntry.plain(Array("/".utf8)) == [])
        #expect(ForeignEntry.plain(Array("../a".utf8)) == Array("../a".utf8))
    }
}
