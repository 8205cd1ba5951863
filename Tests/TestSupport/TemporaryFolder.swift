import FoundationEssentials
import Glibc

/// A folder that vanishes with its owner.
public final class TemporaryFolder: Sendable {
    public let path: String

    public init(below parent: String = "/tmp") throws {
        var template = Array("\(parent)/kimage-test.XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw ChildProgram.Failure(
                description: "mkdtemp below \(parent): \(String(cString: strerror(errno)))")
        }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
