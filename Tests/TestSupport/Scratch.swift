import FoundationEssentials

/// Files of one test in a folder that vanishes with it.
public final class Scratch: Sendable {
    private let folder: TemporaryFolder

    public init() throws {
        folder = try TemporaryFolder()
    }

    public var path: String { folder.path }

    /// Writes a file; folders are made.
    @discardableResult
    public func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
        let url = URL(fileURLWithPath: path).appendingPathComponent(name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
        return url.path
    }

    @discardableResult
    public func write(_ name: String, _ text: String) throws -> String {
        try write(name, text.utf8)
    }

    /// The bytes of a file; nil where there is none.
    public func read(_ name: String) -> Data? {
        try? Data(contentsOf: URL(fileURLWithPath: path).appendingPathComponent(name))
    }
}
