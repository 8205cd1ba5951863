import FoundationEssentials
import Glibc
import TestSupport

@testable import Initramfs

/// A jail with a canary beside and above the target: `jail/a/b/target`.
struct Jail {
    let folder: TemporaryFolder
    var target: String { folder.path + "/a/b/target" }

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: folder.path + "/a/b/outside", withIntermediateDirectories: true)
        try writeFile(folder.path + "/a/b/outside/canary", [1])
        try writeFile(folder.path + "/a/canary", [1])
    }

    /// Everything outside the target, with contents.
    func outside() throws -> [String] {
        try ChildProgram.expectSuccess(
            ["find", ".", "-path", "./a/b/target", "-prune", "-o", "-printf", "%p %y %m %s %n\\n"],
            in: folder.path
        ).lines.sorted()
    }

    func extract(
        _ bytes: [UInt8], options: ExtractionOptions = ExtractionOptions()
    ) throws -> ExtractionResult {
        try SafeExtractor(InitrdReader(InputSource(bytes: bytes)), options: options).extract(to: target)
    }

    func text(_ path: String) throws -> String {
        String(decoding: try readFile(target + "/" + path), as: UTF8.self)
    }

    func status(_ path: String) throws -> stat {
        var found = stat()
        guard lstat(target + "/" + path, &found) == 0 else {
            throw ChildProgram.Failure(description: "\(path): \(String(cString: strerror(errno)))")
        }
        return found
    }
}
